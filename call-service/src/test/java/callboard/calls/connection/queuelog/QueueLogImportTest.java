package callboard.calls.connection.queuelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callboard.calls.connection.asterisk.AsteriskRules;
import callboard.calls.connection.asterisk.Told;
import callboard.calls.connection.queuelog.QueueLogImport.Progress;
import callboard.calls.connection.queuelog.QueueLogImport.Taker;
import callboard.contracts.CallStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class QueueLogImportTest {

    private static final int CALLS = 5000;
    private static final long START = 1_700_000_000;
    private static final Instant END = Instant.ofEpochSecond(START + CALLS + 1000);

    private final Told told = new Told();
    private final List<Progress> progress = new ArrayList<>();

    @Test
    void readsAllOfIt() throws Exception {
        read(log(CALLS), 0, Instant.EPOCH, told::take);

        assertAllEnded(CALLS);
        assertThat(progress.getLast())
                .returns(3L * CALLS, Progress::lines)
                .returns((long) log(CALLS).length, Progress::read)
                .returns((long) log(CALLS).length, Progress::resumeAt)
                .returns(4L * CALLS, Progress::events)
                .returns(0L, Progress::notUnderstood);
        assertThat(progress).hasSizeGreaterThan(5);
    }

    @Test
    void readsWhatIsCompressed() throws Exception {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(log(10));
        }
        read(compressed.toByteArray(), 0, Instant.EPOCH, told::take);

        assertAllEnded(10);
    }

    @Test
    void goesOnAfterItWasBrokenOff() throws Exception {
        var taken = new ArrayList<Integer>();
        assertThatThrownBy(() -> read(log(CALLS), 0, Instant.EPOCH, events -> {
                    if (taken.size() == 3) {
                        throw new IllegalStateException("stopped");
                    }
                    taken.add(events.size());
                    told.take(events);
                }))
                .hasMessage("stopped");
        var left = progress.getLast();
        assertThat(left.resumeAt()).isPositive().isLessThanOrEqualTo(left.read());

        read(log(CALLS), left.resumeAt(), Instant.EPOCH, told::take);

        assertAllEnded(CALLS);
    }

    @Test
    void saysHowManyCallsAreTooOld() throws Exception {
        read(log(100), 0, Instant.ofEpochSecond(START + 60), told::take);

        assertThat(progress.getLast()).returns(60L, Progress::callsTooOld);
        assertThat(told.ids()).hasSize(40);
    }

    @Test
    void showsWhatItDoesNotUnderstand() throws Exception {
        read("100|c|q|NONE|\n\nwhat?\n".getBytes(StandardCharsets.UTF_8), 0, Instant.EPOCH, told::take);

        assertThat(progress.getLast())
                .returns(2L, Progress::lines)
                .returns(2L, Progress::notUnderstood)
                .returns(List.of("100|c|q|NONE|", "what?"), Progress::firstNotUnderstood);
    }

    private void read(byte[] log, long from, Instant oldest, Taker taker) throws IOException, InterruptedException {
        new QueueLogImport(new QueueLogTranslator(AsteriskRules.STANDARD, ZoneOffset.UTC), oldest, taker, progress::add)
                .read(new ByteArrayInputStream(log), from, END);
    }

    /// A call begins each second, is answered and ends.
    private static byte[] log(int calls) {
        var log = new StringBuilder();
        for (long second = 0; second < calls + 20; second++) {
            append(log, calls, second, second, "NONE|ENTERQUEUE||200|1");
            append(log, calls, second, second - 5, "Ana|CONNECT|5|agent-%d|2".formatted(second - 5));
            append(log, calls, second, second - 15, "Ana|COMPLETEAGENT|5|10|1");
        }
        return log.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder log, int calls, long second, long call, String what) {
        if (call >= 0 && call < calls) {
            log.append("%d|c%d|sales|%s%n".formatted(START + second, call, what));
        }
    }

    private void assertAllEnded(int calls) {
        assertThat(told.ids()).hasSize(calls);
        assertThat(told.ids())
                .allMatch(call -> told.call(call).status() == CallStatus.ENDED
                        && told.visits(call).getFirst().talkTime() == 10);
    }
}
