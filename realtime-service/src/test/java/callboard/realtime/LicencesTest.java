package callboard.realtime;

import callboard.testing.LicenceRules;

class LicencesTest extends LicenceRules {

    LicencesTest() {
        super("pkg:maven/com.corundumstudio.socketio/netty-socketio");
    }
}
