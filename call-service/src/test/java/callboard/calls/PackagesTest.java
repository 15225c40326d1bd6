package callboard.calls;

import static java.util.Map.entry;

import callboard.testing.PackageRules;
import java.util.Map;
import java.util.Set;

class PackagesTest extends PackageRules {

    PackagesTest() {
        super(
                "callboard.calls",
                Map.ofEntries(
                        entry("", Set.of("startup", "viewers")),
                        entry("lifecycle", Set.of("contracts")),
                        entry(
                                "intake",
                                Set.of(
                                        "agent",
                                        "alert",
                                        "contracts",
                                        "database",
                                        "lifecycle",
                                        "outbox",
                                        "queue",
                                        "rows",
                                        "security",
                                        "stats",
                                        "tracing",
                                        "web")),
                        entry("alert", Set.of("contracts", "database", "outbox", "rows", "viewers", "web")),
                        entry("timer", Set.of("intake")),
                        entry("outbox", Set.of("contracts", "database", "rows", "tracing", "web")),
                        entry("database", Set.of()),
                        entry("startup", Set.of("contracts", "web")),
                        entry("call", Set.of("contracts", "rows", "viewers", "web")),
                        entry("rows", Set.of("contracts")),
                        entry("queue", Set.of("contracts", "database", "lifecycle", "viewers", "web")),
                        entry("stats", Set.of("contracts", "lifecycle", "outbox", "rows", "viewers", "web")),
                        entry("agent", Set.of("contracts", "lifecycle", "rows", "stats", "viewers")),
                        entry("retention", Set.of("rows")),
                        entry("docs", Set.of()),
                        entry("security", Set.of("contracts", "viewers", "web")),
                        entry("web", Set.of("contracts", "tracing")),
                        entry("tracing", Set.of()),
                        entry("ops", Set.of())));
    }
}
