package callboard.calls.security;

import callboard.contracts.viewer.SecretHash;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/// Says loudly which secrets are those that everybody knows, and starts with none of them in production. Looks
/// before anything else is begun: a database that can't be reached must not hide it.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DevelopmentSecrets implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger log = LoggerFactory.getLogger(DevelopmentSecrets.class);

    /// Each setting, the variable it is usually given by, and the value that the sources hold.
    private static final Map<String, Known> KNOWN = Map.of(
            "callboard.security.api-keys",
            new Known("CALLBOARD_API_KEYS", "callboard-dev-key"),
            "callboard.security.admin-keys",
            new Known("CALLBOARD_ADMIN_KEYS", "callboard-admin-key"),
            "spring.datasource.password",
            new Known("CALLBOARD_DATABASE_PASSWORD", "callboard"));

    private static final String SECRETS_KEY = "callboard.connections.secrets-key";
    private static final String KNOWN_SECRETS_KEY = "Y2FsbGJvYXJkLWRldmVsb3BtZW50LXNlY3JldHMta2U=";

    private record Known(String variable, String secret) {

        boolean isIn(String setting) {
            return setting.equals(secret)
                    || setting.contains(":")
                            && SecretHash.configured(setting.substring(setting.indexOf(':') + 1))
                                    .equals(SecretHash.of(secret));
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        boolean production = environment.acceptsProfiles(Profiles.of("production"));
        if (production && KNOWN_SECRETS_KEY.equals(environment.getProperty(SECRETS_KEY))) {
            // Who has no connections needs none; who makes one is told to set it.
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("no development key", Map.of(SECRETS_KEY, "")));
        }
        var found = found(environment);
        if (found.isEmpty()) {
            return;
        }
        if (production) {
            throw new Refused(found);
        }
        log.warn("""

                !!
                !! {} still {} a DEVELOPMENT value, which everybody knows.
                !! Fine on your own computer; anywhere else, set a secret of your own before anyone can reach this.
                !!""", String.join(", ", found), found.size() == 1 ? "holds" : "hold");
    }

    private static List<String> found(Environment environment) {
        var binder = Binder.get(environment);
        return KNOWN.entrySet().stream()
                .filter(known -> binder.bind(known.getKey(), Bindable.listOf(String.class)).orElse(List.of()).stream()
                        .anyMatch(known.getValue()::isIn))
                .map(known -> known.getValue().variable())
                .sorted()
                .toList();
    }

    /// Ends the start.
    static final class Refused extends RuntimeException implements ExitCodeGenerator {

        /// As sysexits.h has it: something is wrong with the configuration.
        static final int CONFIGURATION = 78;

        private final transient List<String> variables;

        Refused(List<String> variables) {
            super("Development values in production: " + String.join(", ", variables));
            this.variables = variables;
        }

        @Override
        public int getExitCode() {
            return CONFIGURATION;
        }
    }

    /// Says it in sentences, where a stack trace would be.
    static final class Explained extends AbstractFailureAnalyzer<Refused> {

        @Override
        protected FailureAnalysis analyze(Throwable root, Refused refused) {
            return new FailureAnalysis(
                    refused.variables.stream()
                            .map(variable -> variable + " still holds a development value, which everybody knows.")
                            .collect(Collectors.joining("\n")),
                    "Set each to a secret of your own, such as `openssl rand -hex 24` makes, or start without the profile production.",
                    refused);
        }
    }
}
