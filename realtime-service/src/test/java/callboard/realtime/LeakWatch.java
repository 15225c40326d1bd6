package callboard.realtime;

import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers every buffer that Netty found to be garbage before it was released.
///
/// Netty makes it, see `io.netty.customResourceLeakDetector` in the POM.
public final class LeakWatch<T> extends ResourceLeakDetector<T> {

    private static final List<String> LEAKS = new CopyOnWriteArrayList<>();

    public LeakWatch(Class<?> type, int samplingInterval) {
        super(type, 1);
    }

    @SuppressWarnings("unused")
    public LeakWatch(Class<?> type, int samplingInterval, long maxActive) {
        this(type, samplingInterval);
    }

    public static List<String> leaks() {
        return LEAKS;
    }

    @Override
    protected void reportTracedLeak(String type, String records) {
        LEAKS.add(type + records);
    }

    @Override
    protected void reportUntracedLeak(String type) {
        LEAKS.add(type);
    }
}
