package callboard.calls;

import java.io.IOException;

import callboard.testing.ConfigurationRules;

class ConfigurationTest extends ConfigurationRules {

    ConfigurationTest() throws IOException {
        super("call-service");
    }
}
