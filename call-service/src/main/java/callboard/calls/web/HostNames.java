package callboard.calls.web;

import java.util.regex.Pattern;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.parser.Host;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// HTTP as Tomcat speaks it, for hosts of any name that URIs may have (RFC 3986). Tomcat itself takes names of DNS
/// alone,
/// and so refuses what Docker and many a sender call us: `call_service:3001`.
public final class HostNames extends Http11NioProtocol {

    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=%-]+)(?::([0-9]{0,5}))?");

    @Component
    static class Customizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

        @Override
        public void customize(TomcatServletWebServerFactory tomcat) {
            tomcat.setProtocol(HostNames.class.getName());
        }
    }

    @Override
    protected Processor createProcessor() {
        return new Http11Processor(this, getAdapter()) {
            @Override
            protected void parseHost(MessageBytes header) {
                if (header == null || header.isNull() || header.getLength() == 0 || isOfDns(header)) {
                    super.parseHost(header);
                    return;
                }
                var name = NAME.matcher(header.toString());
                if (name.matches()) {
                    request.serverName().setString(name.group(1));
                    request.setServerPort(port(name.group(2)));
                } else {
                    super.parseHost(header);
                }
            }

            private int port(@Nullable String digits) {
                return digits == null || digits.isEmpty() ? 80 : Integer.parseInt(digits);
            }
        };
    }

    private static boolean isOfDns(MessageBytes header) {
        try {
            Host.parse(header);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
