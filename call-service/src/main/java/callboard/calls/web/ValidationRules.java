package callboard.calls.web;

import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is validated are records, all there from the beginning. With JPA on the class path, each of their fields would
/// be asked for whether it has been loaded.
@Configuration(proxyBeanMethods = false)
class ValidationRules {

    @Bean
    static ValidationConfigurationCustomizer allIsLoaded() {
        return configuration -> configuration.traversableResolver(new Everything());
    }

    private static final class Everything implements TraversableResolver {

        @Override
        public boolean isReachable(
                @Nullable Object object, Path.Node property, Class<?> root, Path pathTo, ElementType type) {
            return true;
        }

        @Override
        public boolean isCascadable(
                @Nullable Object object, Path.Node property, Class<?> root, Path pathTo, ElementType type) {
            return true;
        }
    }
}
