package callboard.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// How long tests wait on busy build machines, and how often they look. JUnit finds this through its service file.
public final class AwaitDefaults implements LauncherSessionListener {

    /// Longer than anything that works takes on the slowest build machine.
    public static final Duration LONG = Duration.ofSeconds(60);

    /// How late a test notices what has come, at the most; its own default would be five times as much.
    private static final Duration SOON = Duration.ofMillis(20);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LONG);
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(SOON);
    }
}
