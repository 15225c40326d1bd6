package callboard.calls.web;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// A line for a request: all that failed or were slow, some of the rest. Tomcat asks for it when the answer is out, and
/// also for requests that are too broken for any filter.
final class AccessLog extends ValveBase implements org.apache.catalina.AccessLog {

    private static final Logger log = LoggerFactory.getLogger("callboard.access");
    private static final int LONGEST_PATH = 200;

    private final AccessLogSettings settings;

    AccessLog(AccessLogSettings settings) {
        super(true);
        this.settings = settings;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    @Override
    public void log(Request request, Response response, long nanos) {
        if (isLogged(response.getStatus(), nanos)) {
            var path = path(request);
            double millis = TimeUnit.NANOSECONDS.toMicros(nanos) / 1000.0;
            log.atInfo()
                    .addKeyValue("method", request.getMethod())
                    .addKeyValue("path", path)
                    .addKeyValue("status", response.getStatus())
                    .addKeyValue("millis", millis)
                    .addKeyValue("traceId", Trace.of(request).id())
                    .addKeyValue("requestId", RequestScope.requestId(request))
                    .addKeyValue("key", Caller.nameIn(request))
                    .log("{} {} {} in {} ms", request.getMethod(), path, response.getStatus(), millis);
        }
    }

    private boolean isLogged(int status, long nanos) {
        return status >= settings.errorsFrom() || nanos >= settings.slow().toNanos()
                || settings.oneIn() > 0 && ThreadLocalRandom.current().nextInt(settings.oneIn()) == 0;
    }

    /// As it was sent, still encoded, and without what is asked for: that may be somebody's name.
    private static String path(Request request) {
        var path = String.valueOf(request.getRequestURI());
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…";
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
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> accessLog(AccessLogSettings settings) {
            return tomcat -> tomcat.addEngineValves(new AccessLog(settings));
        }
    }
}
