package callboard.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Awaitility's timeout for tests on busy build machines. JUnit finds this through its service file.
public final class AwaitDefaults implements LauncherSessionListener {

    /// Longer than anything that works takes on the slowest build machine.
    public static final Duration LONG = Duration.ofSeconds(60);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LONG);
    }
}
