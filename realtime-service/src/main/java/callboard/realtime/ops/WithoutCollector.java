package callboard.realtime.ops;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/// Leaves OpenTelemetry out where there is no collector: its SDK would keep a thread and megabytes for nothing.
final class WithoutCollector implements AutoConfigurationImportFilter, EnvironmentAware {

    private boolean hasCollector = true;

    @Override
    public void setEnvironment(Environment environment) {
        hasCollector =
                !environment.getProperty("callboard.tracing.endpoint", "").isEmpty();
    }

    @Override
    public boolean[] match(@Nullable String[] names, AutoConfigurationMetadata metadata) {
        var kept = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            kept[i] = hasCollector
                    || !String.valueOf(names[i])
                            .matches("org\\.springframework\\.boot\\.(opentelemetry|micrometer\\.tracing)\\..+");
        }
        return kept;
    }
}
