package callboard.realtime;

import callboard.testing.ConfigurationRules;
import java.io.IOException;

class ConfigurationTest extends ConfigurationRules {

    ConfigurationTest() throws IOException {
        super("realtime-service");
    }
}
