package callboard.simulator.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.EndReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueLogTest {

    private static final long BEGIN = 1_795_860_001;

    @Test
    void callsAreWrittenAsAsteriskWritesThem(@TempDir Path directory) throws IOException {
        var file = directory.resolve("queue_log");
        var calls = new PlayedCalls(new QueueLog(file));
        calls.begins("c-1");
        calls.rings("c-1", "ana");
        calls.rings("c-1", "bea");
        calls.isAnswered("c-1", "bea");
        calls.isHeld("c-1");
        calls.isPassedOn("c-1", "support");
        calls.rings("c-1", "cem");
        calls.ends("c-1", EndReason.ABANDONED);
        calls.begins("c-2");
        calls.ends("c-2", EndReason.CALLBACK);
        calls.begins("c-3");
        calls.ends("c-3", EndReason.VOICEMAIL);
        calls.begins("c-4");
        calls.rings("c-4", "ana");
        calls.isAnswered("c-4", "ana");
        calls.ends("c-4", EndReason.FAILED);
        var lines = Files.readAllLines(file);
        assertThat(lines.getFirst()).endsWith("|NONE|NONE|NONE|QUEUESTART|");
        assertThat(lines.subList(1, lines.size()))
                .containsExactly(
                        at(0) + "|c-1|sales|NONE|ENTERQUEUE||+44770|1",
                        at(2) + "|c-1|sales|ana|RINGNOANSWER|1000",
                        at(3) + "|c-1|sales|bea|CONNECT|3|" + at(2) + ".3|1",
                        at(5) + "|c-1|sales|bea|BLINDTRANSFER|support|transfers|3|2|1",
                        at(5) + "|c-1|support|NONE|ENTERQUEUE||+44770|1",
                        at(7) + "|c-1|support|cem|RINGCANCELED|1000",
                        at(7) + "|c-1|support|NONE|ABANDON|1|1|2",
                        at(8) + "|c-2|sales|NONE|ENTERQUEUE||+44770|1",
                        at(9) + "|c-2|sales|NONE|EXITWITHKEY|1|1|1|1",
                        at(10) + "|c-3|sales|NONE|ENTERQUEUE||+44770|1",
                        at(11) + "|c-3|sales|NONE|EXITWITHTIMEOUT|1|1|1",
                        at(12) + "|c-4|sales|NONE|ENTERQUEUE||+44770|1",
                        at(14) + "|c-4|sales|ana|CONNECT|2|" + at(13) + ".8|1",
                        at(15) + "|c-4|sales|ana|COMPLETEAGENT|2|1|1");
    }

    private static long at(int second) {
        return BEGIN + second;
    }
}
