package callboard.calls.call;

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
        var tags = new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
        tags.addUrlPatterns("/api/calls", "/api/calls/*");
        return tags;
    }
}
