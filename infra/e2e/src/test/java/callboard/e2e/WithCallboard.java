package callboard.e2e;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test class Callboard (`RunningCallboard`) and browsers (`Browsers`), both started once for all of
/// them, and a `Telephony` of its own.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithCallboard.Parts.class)
@interface WithCallboard {

    final class Parts implements ParameterResolver {

        private static final Namespace NAMESPACE = Namespace.create(WithCallboard.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            var type = parameter.getParameter().getType();
            return type == RunningCallboard.class || type == Browsers.class || type == Telephony.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            var type = parameter.getParameter().getType();
            if (type == Telephony.class) {
                return test.getStore(NAMESPACE)
                        .computeIfAbsent(Telephony.class, _ -> new Telephony(callboard(test)), Telephony.class);
            }
            return type == Browsers.class
                    ? test.getRoot()
                            .getStore(NAMESPACE)
                            .computeIfAbsent(Browsers.class, _ -> new Browsers(), Browsers.class)
                    : callboard(test);
        }

        // A store closes what it holds at the end of its test, the root's when the last test is over.
        private static RunningCallboard callboard(ExtensionContext test) {
            return test.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(Start.class, _ -> Start.made(), Start.class)
                    .callboard();
        }
    }

    /// One start for all: what did not start for the first test is not started again for each of the others.
    record Start(
            @Nullable RunningCallboard running, @Nullable Throwable failure) implements AutoCloseable {

        static Start made() {
            try {
                return new Start(RunningCallboard.started(), null);
            } catch (IOException | RuntimeException | AssertionError failed) {
                return new Start(null, failed);
            }
        }

        RunningCallboard callboard() {
            if (running == null) {
                throw new AssertionError("Callboard does not run", failure);
            }
            return running;
        }

        @Override
        public void close() {
            if (running != null) {
                running.close();
            }
        }
    }
}
