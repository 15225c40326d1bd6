package callboard.calls.call;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/// Lists and calls carry a tag of their content: who asks again and has it already gets 304 and no body. The tag
/// is the same from every replica. Exports are not held back for one.
@Configuration(proxyBeanMethods = false)
class ContentTags {

    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> callTags() {
        var tags = new FilterRegistrationBean<ShallowEtagHeaderFilter>(new Tags());
        tags.addUrlPatterns("/api/calls", "/api/calls/*");
        return tags;
    }

    /// Spring takes MD5, for which processors have no instructions, and which some JDKs may not use.
    private static final class Tags extends ShallowEtagHeaderFilter {

        @Override
        protected String generateETagHeaderValue(InputStream body, boolean isWeak) throws IOException {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(body.readAllBytes());
                return '"' + HexFormat.of().formatHex(digest) + '"';
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("Every JDK has SHA-256", impossible);
            }
        }
    }
}
