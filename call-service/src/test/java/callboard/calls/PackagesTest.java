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
                        entry("", Set.of("startup")),
                        entry("lifecycle", Set.of("contracts")),
                        entry(
                                "intake",
                                Set.of(
                                        "agent",
                                        "alert",
                                        "audit",
                                        "clock",
                                        "contracts",
                                        "database",
                                        "lifecycle",
                                        "outbox",
                                        "queue",
                                        "retention",
                                        "rows",
                                        "security",
                                        "stats",
                                        "tracing",
                                        "web")),
                        entry("audit", Set.of("contracts", "database", "rows", "web")),
                        entry("alert", Set.of("contracts", "database", "outbox", "rows", "contracts.viewer", "web")),
                        entry(
                                "connection",
                                Set.of(
                                        "audit",
                                        "background",
                                        "clock",
                                        "connection.asterisk",
                                        "connection.freeswitch",
                                        "connection.mapping",
                                        "connection.message",
                                        "connection.signature",
                                        "connection.queuelog",
                                        "contracts",
                                        "database",
                                        "intake",
                                        "lifecycle",
                                        "queue",
                                        "security",
                                        "retention",
                                        "rows",
                                        "web")),
                        entry("connection.asterisk", Set.of("connection.message", "contracts")),
                        entry("connection.freeswitch", Set.of("connection.message", "contracts")),
                        entry("connection.mapping", Set.of("connection.message", "contracts")),
                        entry("connection.message", Set.of("contracts")),
                        entry("connection.signature", Set.of("connection.message", "security")),
                        entry("connection.queuelog", Set.of("connection.asterisk", "connection.message", "contracts")),
                        entry(
                                "channel",
                                Set.of(
                                        "alert",
                                        "audit",
                                        "background",
                                        "contracts",
                                        "contracts.viewer",
                                        "database",
                                        "lifecycle",
                                        "outbound",
                                        "outbox",
                                        "rows",
                                        "security",
                                        "stats",
                                        "web")),
                        entry("callback", Set.of("contracts", "database", "outbox", "rows", "contracts.viewer", "web")),
                        entry("timer", Set.of("background", "intake")),
                        entry("background", Set.of()),
                        entry("clock", Set.of("background", "database")),
                        entry(
                                "outbox",
                                Set.of("audit", "background", "contracts", "database", "rows", "tracing", "web")),
                        entry("database", Set.of()),
                        entry("outbound", Set.of()),
                        entry(
                                "webhook",
                                Set.of(
                                        "audit",
                                        "background",
                                        "contracts",
                                        "database",
                                        "outbound",
                                        "rows",
                                        "security",
                                        "web")),
                        entry("startup", Set.of("contracts", "web")),
                        entry(
                                "call",
                                Set.of(
                                        "contracts",
                                        "csv",
                                        "database",
                                        "lifecycle",
                                        "queue",
                                        "rows",
                                        "contracts.viewer",
                                        "web")),
                        entry(
                                "replay",
                                Set.of(
                                        "contracts",
                                        "database",
                                        "lifecycle",
                                        "queue",
                                        "rows",
                                        "contracts.viewer",
                                        "web")),
                        entry("rows", Set.of("contracts")),
                        entry("csv", Set.of("contracts")),
                        entry(
                                "queue",
                                Set.of(
                                        "audit",
                                        "background",
                                        "contracts",
                                        "database",
                                        "lifecycle",
                                        "rows",
                                        "stats",
                                        "contracts.viewer",
                                        "web")),
                        entry(
                                "stats",
                                Set.of(
                                        "background",
                                        "contracts",
                                        "csv",
                                        "database",
                                        "lifecycle",
                                        "outbox",
                                        "retention",
                                        "rows",
                                        "contracts.viewer",
                                        "web")),
                        entry(
                                "agent",
                                Set.of(
                                        "background",
                                        "contracts",
                                        "database",
                                        "lifecycle",
                                        "outbox",
                                        "rows",
                                        "stats",
                                        "contracts.viewer")),
                        entry(
                                "rule",
                                Set.of(
                                        "agent",
                                        "alert",
                                        "audit",
                                        "background",
                                        "contracts",
                                        "database",
                                        "lifecycle",
                                        "outbox",
                                        "queue",
                                        "rows",
                                        "stats",
                                        "web")),
                        entry("retention", Set.of("background", "rows")),
                        entry("docs", Set.of()),
                        entry(
                                "security",
                                Set.of("audit", "background", "clock", "contracts", "contracts.viewer", "web")),
                        entry("web", Set.of("contracts", "tracing")),
                        entry("tracing", Set.of()),
                        entry("ops", Set.of("contracts", "database", "rows", "stats"))));
    }
}
