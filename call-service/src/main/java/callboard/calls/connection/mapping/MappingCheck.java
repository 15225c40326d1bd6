package callboard.calls.connection.mapping;

import callboard.contracts.MappedEvent;
import callboard.contracts.Mapping;
import callboard.contracts.Problem.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is wrong with a mapping beside the form of its parts.
public final class MappingCheck {

    private final Mapping mapping;
    private final List<Issue> issues = new ArrayList<>();

    private MappingCheck(Mapping mapping) {
        this.mapping = mapping;
    }

    /// @return paths within the mapping
    public static List<Issue> issues(Mapping mapping) {
        var check = new MappingCheck(mapping);
        check.templates("fields", mapping.fields());
        for (int i = 0; i < mapping.rules().size(); i++) {
            var events = Objects.requireNonNullElse(mapping.rules().get(i).events(), List.<MappedEvent>of());
            for (int n = 0; n < events.size(); n++) {
                check.event("rules[%d].events[%d]".formatted(i, n), events.get(n));
            }
        }
        return check.issues;
    }

    private void event(String path, MappedEvent event) {
        var fields = Objects.requireNonNullElse(event.fields(), Map.<String, String>of());
        templates(path + ".fields", fields);
        var common = Objects.requireNonNullElse(mapping.fields(), Map.<String, String>of());
        for (var needed : List.of(EventMaker.subjectOf(event.event()), "eventId")) {
            var template = fields.getOrDefault(needed, common.get(needed));
            if (template == null) {
                issue(path + ".fields." + needed, "must be given, here or in the mapping's fields", "required");
            } else if (new Template(template).isConstant()) {
                issue(path + ".fields." + needed, "must come from the message: it has no path in braces");
            }
        }
        if (!new Template(event.event()).isConstant()) {
            return;
        }
        if (!EventMaker.types().contains(event.event())) {
            issue(
                    path + ".event",
                    "must be one of "
                            + String.join(
                                    ", ", EventMaker.types().stream().sorted().toList()));
            return;
        }
        fields.keySet().stream()
                .filter(field -> !EventMaker.has(event.event(), field))
                .sorted()
                .forEach(field -> issue(path + ".fields." + field, "is no field of " + event.event()));
    }

    private void templates(String path, @Nullable Map<String, String> templates) {
        var words = Objects.requireNonNullElse(mapping.words(), Map.<String, Map<String, String>>of());
        if (templates != null) {
            templates.forEach((field, template) -> new Template(template)
                    .tables().stream()
                            .filter(table -> !words.containsKey(table))
                            .forEach(
                                    table -> issue(path + "." + field, "there is no table of words \"" + table + '"')));
        }
    }

    private void issue(String path, String message) {
        issue(path, message, "invalid_value");
    }

    private void issue(String path, String message, String code) {
        issues.add(new Issue(path, message, code));
    }
}
