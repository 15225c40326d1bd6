package callboard.simulator;

import callboard.testing.PackageRules;
import java.util.Map;
import java.util.Set;

class PackagesTest extends PackageRules {

    PackagesTest() {
        super(
                "callboard.simulator",
                Map.of(
                        "", Set.of("mode"),
                        "mode", Set.of("contracts", "report", "sender", "telephony", "traffic"),
                        "report", Set.of(),
                        "sender", Set.of("contracts", "report", "traffic"),
                        "telephony", Set.of("contracts"),
                        "traffic", Set.of("contracts")));
    }
}
