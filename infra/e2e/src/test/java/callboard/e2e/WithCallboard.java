package callboard.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test class Callboard (`RunningCallboard`) and browsers (`Browsers`), both started once for all of them.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithCallboard.Parts.class)
@interface WithCallboard {

    final class Parts implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            var type = parameter.getParameter().getType();
            return type == RunningCallboard.class || type == Browsers.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            // The root's store closes what it holds when the last test is over.
            var store = test.getRoot().getStore(Namespace.create(WithCallboard.class));
            return parameter.getParameter().getType() == Browsers.class
                    ? store.computeIfAbsent(Browsers.class, _ -> new Browsers(), Browsers.class)
                    : store.computeIfAbsent(RunningCallboard.class, _ -> start(), RunningCallboard.class);
        }

        private static RunningCallboard start() {
            try {
                return RunningCallboard.started();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
