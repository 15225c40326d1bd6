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

class AsteriskTest {

    private final Asterisk asterisk = new Asterisk("geheim");
    private final PlayedCalls calls = new PlayedCalls(asterisk);
    private DialledLine line;

    @BeforeEach
    void dial() throws IOException {
        line = new DialledLine(((ConnectionSettings.Asterisk) asterisk.settings()).port());
        assertThat(line.line()).startsWith("Asterisk Call Manager/");
    }

    @AfterEach
    void hangUp() throws IOException {
        line.close();
        asterisk.close();
    }

    private Map<String, String> logsIn(String secret) throws IOException {
        line.say("Action: Login\r\nActionID: 1\r\nUsername: callboard\r\nSecret: " + secret + "\r\n\r\n");
        return line.block();
    }

    private List<Map<String, String>> asks(String action) throws IOException {
        line.say("Action: " + action + "\r\nActionID: 2\r\n\r\n");
        var items = new ArrayList<Map<String, String>>();
        for (var item = line.block(); !item.containsValue("Complete"); item = line.block()) {
            items.add(item);
        }
        return items.subList(1, items.size());
    }

    /// The events that a recording has, too, up to the caller's hang-up.
    private List<String> hears(String call) throws IOException {
        var events = new ArrayList<String>();
        for (var event = line.block(); !event.isEmpty(); event = line.block()) {
            events.add(event.get("Event"));
            if (event.get("Event").equals("Hangup") && event.get("Uniqueid").equals(call)) {
                return events;
            }
        }
        return events;
    }

    @Test
    void aWrongSecretIsRefused() throws IOException {
        assertThat(logsIn("falsch")).containsEntry("Response", "Error");
        assertThat(line.line()).isNull();
    }

    @Test
    void aCallIsToldAsAnAsteriskTellsIt() throws IOException {
        assertThat(logsIn("geheim")).containsEntry("Response", "Success").containsEntry("ActionID", "1");
        assertThat(line.block()).containsEntry("Event", "FullyBooted");
        calls.begins("c-1");
        calls.rings("c-1", "ana", "bea");
        calls.rings("c-1", "cem");
        calls.isAnswered("c-1", "cem");
        calls.isHeld("c-1");
        calls.isPassedOn("c-1", "support");
        calls.ends("c-1", EndReason.VOICEMAIL);
        assertThat(hears("c-1"))
                .filteredOn(event -> !event.matches("Newchannel|MusicOnHold.*|Dial.*|BridgeEnter|Hangup"))
                .containsExactly(
                        "QueueCallerJoin",
                        "AgentCalled",
                        "AgentCalled",
                        "AgentRingNoAnswer",
                        "AgentRingNoAnswer",
                        "AgentCalled",
                        "QueueCallerLeave",
                        "AgentConnect",
                        "Hold",
                        "Unhold",
                        "BlindTransfer",
                        "AgentComplete",
                        "QueueCallerJoin",
                        "QueueCallerAbandon",
                        "QueueCallerLeave",
                        "Newexten");
    }

    @Test
    void itsListsSayWhatIsSo() throws IOException {
        logsIn("geheim");
        line.block();
        line.say("Action: Ping\r\nActionID: 3\r\n\r\n");
        assertThat(line.block()).containsEntry("Response", "Success").containsEntry("ActionID", "3");
        asterisk.cut();
        assertThat(line.line()).isNull();
        calls.begins("talks");
        calls.begins("waits");
        calls.begins("gone");
        calls.rings("talks", "ana");
        calls.isAnswered("talks", "ana");
        calls.ends("gone", EndReason.ABANDONED);

        dial();
        logsIn("geheim");
        line.block();
        assertThat(asks("QueueStatus"))
                .satisfiesExactly(
                        queue -> assertThat(queue).containsEntry("Calls", "1"),
                        member ->
                                assertThat(member).containsEntry("Name", "ana").containsEntry("Location", "PJSIP/ana"),
                        entry -> assertThat(entry)
                                .containsEntry("Uniqueid", "waits")
                                .containsEntry("CallerIDName", "Zoë O'Neill"));
        var channels = asks("CoreShowChannels");
        assertThat(channels)
                .hasSize(3)
                .extracting(channel -> channel.get("BridgeId"))
                .satisfiesExactly(
                        caller -> assertThat(caller).isNotEmpty(),
                        agent -> assertThat(agent).isEqualTo(channels.getFirst().get("BridgeId")),
                        waiting -> assertThat(waiting).isEmpty());
    }

    @Test
    void whenItIsKilledItsCallsAreGone() throws IOException {
        calls.begins("c-1");
        asterisk.crash();
        assertThat(line.line()).isNull();
        dial();
        logsIn("geheim");
        line.block();
        assertThat(asks("CoreShowChannels")).isEmpty();
        calls.ends("c-1", EndReason.ABANDONED);
        assertThat(asks("QueueStatus")).noneMatch(item -> item.containsValue("c-1"));
    }
}
