package callboard.realtime;

import callboard.testing.PackageRules;
import java.util.Map;
import java.util.Set;

class PackagesTest extends PackageRules {

    PackagesTest() {
        super(
                "callboard.realtime",
                Map.of(
                        "",
                        Set.of(),
                        "feed",
                        Set.of("contracts", "room"),
                        "ops",
                        Set.of("feed"),
                        "room",
                        Set.of("contracts", "contracts.viewer"),
                        "security",
                        Set.of("contracts.viewer"),
                        "socket",
                        Set.of("contracts", "feed", "room", "contracts.viewer")));
    }
}
