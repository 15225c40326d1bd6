package callboard.contracts;

import callboard.testing.PackageRules;
import java.util.Map;
import java.util.Set;

class PackagesTest extends PackageRules {

    PackagesTest() {
        super("callboard.contracts", Map.of("", Set.of(), "viewer", Set.of()));
    }
}
