package callboard.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// What tests wait for may take its time: builds share their machine with others. JUnit finds this by itself.
public final class AwaitDefaults implements LauncherSessionListener {

    /// Longer than anything takes that works, on the slowest machine that builds this.
    public static final Duration LONG = Duration.ofSeconds(60);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LONG);
    }
}
