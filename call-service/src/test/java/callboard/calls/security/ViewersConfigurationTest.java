package callboard.calls.security;

import callboard.contracts.viewer.Viewers;
import callboard.testing.ViewerRules;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;

class ViewersConfigurationTest extends ViewerRules {

    ViewersConfigurationTest() {
        super(ViewersConfiguration.class);
    }

    @Override
    protected String identify(AssertableApplicationContext context, String token) {
        return context.getBean(Viewers.class).identify(token).getClass().getSimpleName();
    }
}
