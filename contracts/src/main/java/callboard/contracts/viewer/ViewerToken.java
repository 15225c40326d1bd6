package callboard.contracts.viewer;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A token of the configuration: `name:token`, `name:sha256:<hex>`, or with the queues it shows
/// `name@queue|queue:token`.
public record ViewerToken(Viewer viewer, SecretHash hash) {

    private static final Pattern FORM = Pattern.compile("[^:@]+(@[^:]+)?:(?!sha256:(?![0-9a-fA-F]{64}$)).{8,}");

    public static boolean isWellFormed(String setting) {
        return FORM.matcher(setting).matches();
    }

    static ViewerToken of(String setting) {
        var parts = setting.split(":", 2);
        var named = parts[0].split("@", 2);
        var queues = named.length == 1
                ? null
                : Arrays.stream(named[1].split("\\|"))
                        .filter(queue -> !queue.isBlank())
                        .collect(Collectors.toSet());
        return new ViewerToken(new Viewer(named[0], queues, null), SecretHash.configured(parts[1]));
    }
}
