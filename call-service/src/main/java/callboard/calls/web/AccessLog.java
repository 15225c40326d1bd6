package callboard.calls.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// A line for every request, and its time, when its answer is out: also for those that are too broken for any
/// filter.
final class AccessLog extends ValveBase implements org.apache.catalina.AccessLog {

    /// Switches it off, and on again, as any other.
    private static final Logger log = LoggerFactory.getLogger(AccessLine.LOGGER);
    private static final int LONGEST_PATH = 200;
    private static final String CALLERS = "/api/ops/callers/";

    private final AccessLogProperties settings;
    private final AccessLines lines;
    private final RequestTimes times;
    private final Clock clock;

    AccessLog(AccessLogProperties settings, AccessLines lines, RequestTimes times, Clock clock) {
        super(true);
        this.settings = settings;
        this.lines = lines;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    @Override
    public void log(Request request, Response response, long nanos) {
        times.took(request, response, nanos);
        if (log.isInfoEnabled() && isLogged(response.getStatus(), nanos)) {
            double millis = TimeUnit.NANOSECONDS.toMicros(nanos) / 1000.0;
            lines.add(new AccessLine(
                    clock.instant(),
                    String.valueOf(request.getMethod()),
                    path(request),
                    response.getStatus(),
                    millis,
                    response.getContentWritten(),
                    Trace.of(request).id(),
                    RequestScope.requestId(request),
                    RequestLogContext.keyIn(request),
                    RequestLogContext.callIn(request),
                    RequestLogContext.eventsIn(request)));
        }
    }

    private boolean isLogged(int status, long nanos) {
        return settings.oneIn() == 1
                || status >= settings.errorsFrom()
                || nanos >= settings.slow().toNanos()
                || settings.oneIn() > 0 && ThreadLocalRandom.current().nextInt(settings.oneIn()) == 0;
    }

    /// As it was sent, still encoded, and without what is asked for: that may be a person's name.
    private static String path(Request request) {
        return shown(String.valueOf(request.getRequestURI()));
    }

    /// Neither what an address has for parameters, nor whom it names.
    static String shown(String path) {
        if (path.startsWith(CALLERS)) {
            return CALLERS + "…";
        }
        int parameters = path.indexOf(';');
        int length = Math.min(parameters < 0 ? path.length() : parameters, LONGEST_PATH);
        return length == path.length() ? path : path.substring(0, length) + "…";
    }

    @Override
    public void setRequestAttributesEnabled(boolean enabled) {
        // Whose address it was is the proxy's to log.
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }

    @Configuration(proxyBeanMethods = false)
    static class Installation {

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> accessLog(
                AccessLogProperties settings, AccessLines lines, RequestTimes times, Clock clock) {
            return tomcat -> tomcat.addEngineValves(new AccessLog(settings, lines, times, clock));
        }
    }
}
