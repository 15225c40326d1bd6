package callboard.standalone;

import callboard.testing.PackageRules;
import java.util.Map;
import java.util.Set;

class PackagesTest extends PackageRules {

    PackagesTest() {
        super("callboard.standalone", Map.of("", Set.of()));
    }
}
