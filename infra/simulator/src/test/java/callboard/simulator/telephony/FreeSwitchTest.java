package callboard.simulator.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.ConnectionSettings;
import callboard.contracts.EndReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreeSwitchTest {

    private final FreeSwitch freeSwitch = new FreeSwitch("ClueCon");
    private final PlayedCalls calls = new PlayedCalls(freeSwitch);
    private DialledLine line;

    @BeforeEach
    void dial() throws IOException {
        line = new DialledLine(((ConnectionSettings.FreeSwitch) freeSwitch.settings()).port());
        assertThat(line.block()).containsEntry("Content-Type", "auth/request");
    }

    @AfterEach
    void hangUp() throws IOException {
        line.close();
        freeSwitch.close();
    }

    private Map<String, String> says(String command) throws IOException {
        line.say(command + "\n\n");
        return line.block();
    }

    private void logsIn() throws IOException {
        assertThat(says("auth ClueCon")).containsEntry("Reply-Text", "+OK accepted");
        assertThat(says("event plain CHANNEL_HOLD CUSTOM callcenter::info"))
                .containsEntry("Reply-Text", "+OK event listener enabled plain");
    }

    private String asks(String command) throws IOException {
        return line.text(Integer.parseInt(says("api " + command).get("Content-Length")));
    }

    /// The next event's kind, or a channel's.
    private Map<String, String> event() throws IOException {
        assertThat(line.block()).containsEntry("Content-Type", "text/event-plain");
        return line.block();
    }

    private List<String> hears(String call) throws IOException {
        var events = new ArrayList<String>();
        for (var event = event(); ; event = event()) {
            events.add(event.getOrDefault("CC-Action", event.get("Event-Name")));
            if (EslEvents.session(call).equals(event.get("Unique-ID"))) {
                return events;
            }
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws IOException {
        assertThat(says("auth falsch")).containsEntry("Reply-Text", "-ERR invalid");
        assertThat(says("event plain CUSTOM")).containsEntry("Reply-Text", "-ERR command not found");
    }

    @Test
    void aCallIsToldAsModCallcenterTellsIt() throws IOException {
        logsIn();
        calls.begins("c-1");
        calls.rings("c-1", "ana", "bea");
        calls.isAnswered("c-1", "bea");
        calls.isHeld("c-1");
        calls.isResumed("c-1");
        calls.isPassedOn("c-1", "support");
        calls.ends("c-1", EndReason.ABANDONED);
        assertThat(hears("c-1"))
                .containsExactly(
                        "member-queue-start",
                        "members-count",
                        "agent-offering",
                        "agent-offering",
                        "CHANNEL_HANGUP",
                        "bridge-agent-fail",
                        "bridge-agent-start",
                        "CHANNEL_HOLD",
                        "CHANNEL_UNHOLD",
                        "CHANNEL_HANGUP",
                        "bridge-agent-end",
                        "member-queue-end",
                        "member-queue-start",
                        "members-count",
                        "CHANNEL_HANGUP");
    }

    /// Its numbers begin anew, under another name.
    @Test
    void whenItIsKilledItIsAnotherOne() throws IOException {
        logsIn();
        calls.begins("c-1");
        var before = event();
        freeSwitch.crash();
        dial();
        logsIn();
        calls.begins("c-2");
        var after = event();
        assertThat(event()).containsEntry("CC-Action", "members-count");
        assertThat(after).containsEntry("Event-Sequence", "1");
        assertThat(after.get("Core-UUID")).isNotEqualTo(before.get("Core-UUID"));
        assertThat(asks("callcenter_config queue list members sales"))
                .contains(EslEvents.session("c-2"))
                .doesNotContain(EslEvents.session("c-1"));
    }

    @Test
    void itsListsSayWhatIsSo() throws IOException {
        calls.begins("talks");
        calls.begins("rings");
        calls.rings("talks", "ana");
        calls.isAnswered("talks", "ana");
        calls.isHeld("talks");
        calls.rings("rings", "bea", "cem");
        logsIn();
        assertThat(asks("callcenter_config queue list")).isEqualTo("name|strategy\nsales|longest-idle-agent\n+OK\n");
        assertThat(asks("callcenter_config queue list members sales").lines())
                .satisfiesExactly(
                        names -> assertThat(names).startsWith("queue|instance_id|uuid|session_uuid|cid_number"),
                        talks -> assertThat(talks)
                                .contains("|" + EslEvents.session("talks") + "|+44770|Zo")
                                .endsWith("|ana|single_box|Answered|0"),
                        rings -> assertThat(rings).endsWith("|ring-all|single_box|Trying|0"),
                        ok -> assertThat(ok).isEqualTo("+OK"));
        assertThat(asks("callcenter_config agent list").lines())
                .anyMatch(line -> line.startsWith("ana|single_box|") && line.endsWith("|Available|Waiting"))
                .endsWith("+OK");
        assertThat(asks("callcenter_config tier list").lines()).contains("sales|ana|Ready|1|1", "sales|cem|Ready|1|1");
        assertThat(asks("show channels as json"))
                .startsWith("{\"row_count\":5,")
                .containsOnlyOnce("HELD");
    }
}
