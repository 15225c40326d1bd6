package callboard.calls.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Every address has one meaning. Slashes at the end and doubled ones make no difference, and neither do `.` and `..`
/// between slashes, which Tomcat takes out for filters and Spring would not for controllers. An encoded slash or
/// backslash is part of an id.
@Component
class RequestAddresses extends ValveBase implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String PASS_THROUGH = EncodedSolidusHandling.PASS_THROUGH.getValue();
    private static final Pattern ENCODED_DOT = Pattern.compile("%2e", Pattern.CASE_INSENSITIVE);

    RequestAddresses() {
        super(true);
    }

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.addConnectorCustomizers(RequestAddresses::handOnSlashes);
        tomcat.addEngineValves(this);
    }

    private static void handOnSlashes(Connector connector) {
        connector.setEncodedSolidusHandling(PASS_THROUGH);
        connector.setEncodedReverseSolidusHandling(PASS_THROUGH);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        // None when the request could not even be read.
        var uri = request.getRequestURI();
        if (uri != null && mayBeUnusual(uri)) {
            request.getCoyoteRequest().requestURI().setString(usual(uri));
        }
        getNext().invoke(request, response);
    }

    /// Asked of each request, so no pattern is looked for.
    private static boolean mayBeUnusual(String uri) {
        return uri.startsWith("/")
                && (uri.endsWith("/") || uri.contains("//") || uri.contains("/.") || uri.contains("/%2"));
    }

    static String usual(String uri) {
        var segments = new ArrayDeque<String>();
        for (var segment : uri.split("/")) {
            // Parameters of a segment don't count.
            int end = segment.indexOf(';');
            var name = ENCODED_DOT
                    .matcher(end < 0 ? segment : segment.substring(0, end))
                    .replaceAll(".");
            if (name.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !name.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }
}
