package callboard.calls.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One request of an `.http` file.
///
/// @param title    what its `###` line says
/// @param expected the status that its `# expect` line names
/// @param remember `variable` and the field of the answer that it takes its value from
record Example(
        String title,
        int expected,
        String method,
        String address,
        Map<String, String> headers,
        String body,
        Map.@Nullable Entry<String, String> remember) {

    private static final Pattern VARIABLE = Pattern.compile("(?m)^@(\\w+) *= *(.*)$");
    private static final Pattern EXPECTATION = Pattern.compile("(?m)^# expect (\\d{3})\n");
    private static final Pattern HANDLER =
            Pattern.compile("\n> \\{% client\\.global\\.set\\(\"(\\w+)\", response\\.body\\.(\\w+)\\); %}");

    /// The requests of a file, in their order.
    static List<Example> in(Path file) throws IOException {
        var examples = new ArrayList<Example>();
        var parts = Files.readString(file).split("(?m)^###");
        for (int i = 1; i < parts.length; i++) {
            examples.add(one(file, parts[i]));
        }
        return examples;
    }

    /// The file's own values of its variables.
    static Map<String, String> variables(Path file) throws IOException {
        var variables = new HashMap<String, String>();
        VARIABLE.matcher(Files.readString(file))
                .results()
                .forEach(found -> variables.put(found.group(1), found.group(2)));
        return variables;
    }

    /// The text with values in the place of its variables.
    static String filled(String text, Map<String, String> values) {
        return Pattern.compile("\\{\\{(\\w+)}}").matcher(text).replaceAll(variable -> {
            var value = values.get(variable.group(1));
            if (value == null) {
                throw new IllegalArgumentException("Nobody says what {{" + variable.group(1) + "}} is");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static Example one(Path file, String part) {
        var expectation = EXPECTATION.matcher(part);
        if (!expectation.find()) {
            throw new IllegalArgumentException(file + " does not say what to expect of" + part);
        }
        var handler = HANDLER.matcher(part);
        var remember = handler.find() ? Map.entry(handler.group(1), handler.group(2)) : null;
        var request = handler.replaceAll("").substring(expectation.end()).split("\n\n", 2);
        var lines = request[0].strip().split("\n");
        var first = lines[0].split(" ", 2);
        var headers = new HashMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            var header = lines[i].split(": ", 2);
            headers.put(header[0], header[1]);
        }
        return new Example(
                part.substring(0, part.indexOf('\n')).strip(),
                Integer.parseInt(expectation.group(1)),
                first[0],
                first[1],
                headers,
                request.length > 1 ? request[1].strip() : "",
                remember);
    }
}
