package callboard.calls;

import callboard.testing.ConfigurationRules;
import java.io.IOException;

class ConfigurationTest extends ConfigurationRules {

    ConfigurationTest() throws IOException {
        super("call-service");
    }
}
