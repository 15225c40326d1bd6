package callboard.calls.migration;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Statements of a migration that a version without it may not survive.
final class Contraction {

    /// A comment of a migration's own line: why what is taken away is missed by nobody.
    private static final Pattern AGREED = Pattern.compile("(?m)^-- contracts: \\S.*$");
    private static final Pattern NO_STATEMENT =
            Pattern.compile("--[^\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|(\\$\\w*\\$).*?\\1", Pattern.DOTALL);
    private static final List<Pattern> HARMFUL = Stream.of(
                    // Defaults and checks that go away let more in, not less.
                    "\\bdrop\\b(?! (?:not null|default|expression|index|constraint)\\b)",
                    // A trigger may wait for one.
                    "\\btruncate\\b(?! on \\S+ for each\\b)",
                    "\\brename\\b",
                    "\\balter (?:column )?\\S+ (?:set data )?type\\b",
                    "\\bset not null\\b",
                    "^alter table\\b.*\\badd (?:column )?(?:if not exists )?\\S+ (?!.*\\bdefault\\b)[^,]*\\bnot null\\b",
                    "^alter table\\b.*\\badd (?:constraint|check|unique|primary key|foreign key|exclude)\\b(?!.*\\bnot valid\\b)",
                    "^create unique index\\b")
            .map(Pattern::compile)
            .toList();

    private static final Pattern NEW_TABLE = Pattern.compile("^create (?:unlogged )?table (?:if not exists )?(\\S+)");
    private static final Pattern SUBJECT =
            Pattern.compile("^alter table (?:if exists )?(?:only )?(\\S+)|^create unique index .*? on (\\w+)");

    private Contraction() {}

    /// The harmful statements; none when the migration says that they are agreed on.
    static List<String> in(String sql) {
        if (AGREED.matcher(sql).find()) {
            return List.of();
        }
        var statements = Stream.of(
                        NO_STATEMENT.matcher(sql).replaceAll(" ").toLowerCase().split(";"))
                .map(statement -> statement.replaceAll("\\s+", " ").strip())
                .toList();
        var newTables = statements.stream()
                .flatMap(statement -> NEW_TABLE.matcher(statement).results())
                .map(table -> table.group(1))
                .toList();
        return statements.stream()
                .filter(statement -> HARMFUL.stream()
                        .anyMatch(harm -> harm.matcher(statement).find()))
                .filter(statement -> SUBJECT.matcher(statement)
                        .results()
                        .noneMatch(
                                table -> newTables.contains(table.group(1) == null ? table.group(2) : table.group(1))))
                .toList();
    }
}
