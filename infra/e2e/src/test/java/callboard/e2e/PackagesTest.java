package callboard.e2e;

import callboard.testing.PackageRules;
import java.util.Map;
import java.util.Set;

class PackagesTest extends PackageRules {

    PackagesTest() {
        super(
                "callboard.e2e",
                Map.of(
                        "", Set.of("contracts", "kubernetes", "standalone", "testing"),
                        "kubernetes", Set.of("testing"),
                        "faults",
                                Set.of(
                                        "contracts",
                                        "simulator.mode",
                                        "simulator.report",
                                        "simulator.sender",
                                        "simulator.telephony",
                                        "simulator.traffic",
                                        "standalone",
                                        "testing")),
                _ -> true);
    }
}
