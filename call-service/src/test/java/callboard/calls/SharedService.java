package callboard.calls;

import callboard.testing.TestRedis;

/// One service for all tests that need nothing special of it. They share its database, so each keeps to its own
/// calls.
public final class SharedService {

    public static final TestRedis REDIS = TestRedis.started();
    public static final RunningService SERVICE = RunningService.start(REDIS);

    static {
        // The service ends with the process: its database goes at the same moment, and it would wait for that.
        Runtime.getRuntime().addShutdownHook(new Thread(REDIS::close));
    }

    private SharedService() {}
}
