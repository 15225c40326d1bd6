package callboard.calls.connection.queuelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callboard.calls.connection.asterisk.AsteriskRules;
import callboard.calls.connection.asterisk.Told;
import callboard.calls.connection.message.Translated.Meaning;
import callboard.calls.connection.queuelog.QueueLogImport.Listener;
import callboard.calls.connection.queuelog.QueueLogImport.Progress;
import callboard.contracts.CallEventRequest;
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
    private final List<String> notUnderstood = new ArrayList<>();
    private long taken;
    private int batches;
    private int breakAfter = Integer.MAX_VALUE;

    private final Listener listener = new Listener() {

        @Override
        public void heard(Meaning meaning, String line) {
            if (meaning == Meaning.UNKNOWN) {
                notUnderstood.add(line);
            }
        }

        @Override
        public void take(List<CallEventRequest> events, boolean again) {
            if (batches++ == breakAfter) {
                throw new IllegalStateException("stopped");
            }
            told.take(events);
            taken += again ? 0 : events.size();
        }

        @Override
        public void reached(Progress reached) {
            progress.add(reached);
        }
    };

    @Test
    void readsAllOfIt() throws Exception {
        read(log(CALLS), Progress.NONE, Instant.EPOCH);

        assertAllEnded(CALLS);
        assertThat(progress.getLast()).isEqualTo(whole());
        assertThat(taken).isEqualTo(4L * CALLS);
        assertThat(progress).hasSizeGreaterThan(5);
    }

    @Test
    void readsWhatIsCompressed() throws Exception {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(log(10));
        }
        read(compressed.toByteArray(), Progress.NONE, Instant.EPOCH);

        assertAllEnded(10);
    }

    @Test
    void handsOnCallsThatHaveEnded() throws Exception {
        breakAfter = 3;
        assertThatThrownBy(() -> read(log(CALLS), Progress.NONE, Instant.EPOCH)).hasMessage("stopped");

        assertThat(told.ids()).isNotEmpty().allMatch(call -> told.call(call).status() == CallStatus.ENDED);
    }

    @Test
    void goesOnAfterItWasBrokenOffAndCountsNothingTwice() throws Exception {
        breakAfter = 3;
        assertThatThrownBy(() -> read(log(CALLS), Progress.NONE, Instant.EPOCH)).hasMessage("stopped");
        var left = progress.getLast();
        assertThat(left.resumeAt()).isPositive().isLessThan(left.read());

        breakAfter = Integer.MAX_VALUE;
        read(log(CALLS), left, Instant.EPOCH);

        assertAllEnded(CALLS);
        assertThat(progress.getLast()).isEqualTo(whole());
        assertThat(taken).isEqualTo(4L * CALLS);
    }

    @Test
    void callsThatGoOnAreHandedOnAtTheEnd() throws Exception {
        read(
                "%d|c|sales|NONE|ENTERQUEUE||200|1%n".formatted(START).getBytes(StandardCharsets.UTF_8),
                Progress.NONE,
                Instant.EPOCH);

        assertThat(told.call("c").status()).isEqualTo(CallStatus.WAITING);
    }

    @Test
    void saysHowManyCallsAreTooOld() throws Exception {
        read(log(100), Progress.NONE, Instant.ofEpochSecond(START + 60));

        assertThat(progress.getLast()).returns(60L, Progress::tooOld);
        assertThat(told.ids()).hasSize(40);
    }

    @Test
    void tellsOfWhatItDoesNotUnderstand() throws Exception {
        var log = "100|c|q|NONE|\n\n100|NONE|NONE|NONE|CONFIGRELOAD|\nwhat?\n";
        read(log.getBytes(StandardCharsets.UTF_8), Progress.NONE, Instant.EPOCH);

        assertThat(progress.getLast()).isEqualTo(new Progress(log.length(), log.length(), 3, 1, 2, 0));
        assertThat(notUnderstood).containsExactly("100|c|q|NONE|", "what?");
    }

    private static Progress whole() {
        long length = log(CALLS).length;
        return new Progress(length, length, 3L * CALLS, 0, 0, 0);
    }

    private void read(byte[] log, Progress start, Instant oldest) throws IOException, InterruptedException {
        new QueueLogImport(new QueueLogTranslator(AsteriskRules.STANDARD, ZoneOffset.UTC), oldest, start, listener)
                .read(new ByteArrayInputStream(log), END);
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
