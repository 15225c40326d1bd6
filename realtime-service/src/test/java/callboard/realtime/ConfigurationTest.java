package callboard.realtime;

import java.io.IOException;

import callboard.testing.ConfigurationRules;

class ConfigurationTest extends ConfigurationRules {

    ConfigurationTest() throws IOException {
        super("realtime-service");
    }
}
