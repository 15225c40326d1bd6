package callboard.calls;

import callboard.testing.LicenceRules;

class LicencesTest extends LicenceRules {

    LicencesTest() {
        super("pkg:maven/org.postgresql/postgresql");
    }
}
