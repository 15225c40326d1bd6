package callboard.simulator;

import callboard.testing.PackageRules;
import java.util.Map;
import java.util.Set;

class PackagesTest extends PackageRules {

    PackagesTest() {
        super(
                "callboard.simulator",
                Map.of(
                        "",
                        Set.of("mode", "sender"),
                        "mode",
                        Set.of("contracts", "publisher", "report", "sender", "traffic", "viewer"),
                        "publisher",
                        Set.of("contracts"),
                        "report",
                        Set.of(),
                        "sender",
                        Set.of("contracts", "report", "traffic"),
                        "traffic",
                        Set.of("contracts"),
                        "viewer",
                        Set.of("contracts")));
    }
}
