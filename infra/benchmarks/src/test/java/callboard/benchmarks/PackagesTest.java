package callboard.benchmarks;

import callboard.testing.PackageRules;
import java.util.Map;
import java.util.Set;

class PackagesTest extends PackageRules {

    PackagesTest() {
        super(
                "callboard.benchmarks",
                Map.of(
                        "", Set.of("fanout", "ingest", "past", "reads", "simulator.mode"),
                        "fanout", Set.of("report", "simulator.mode", "simulator.report", "viewer"),
                        "ingest",
                                Set.of(
                                        "contracts",
                                        "http",
                                        "report",
                                        "simulator.mode",
                                        "simulator.report",
                                        "simulator.sender",
                                        "simulator.traffic",
                                        "viewer"),
                        "http", Set.of(),
                        "past", Set.of("contracts", "report", "simulator.mode"),
                        "reads", Set.of("http", "report", "simulator.mode", "simulator.report"),
                        "report", Set.of(),
                        "viewer", Set.of("contracts", "simulator.report")));
    }
}
