package callboard.calls.connection.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.connection.message.KnownCall;
import callboard.calls.connection.message.SessionListener;
import callboard.calls.connection.message.Translated;
import callboard.calls.connection.message.Translated.Meaning;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallStatus;
import callboard.contracts.EndReason;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsteriskSessionTest {

    private final Heard heard = new Heard();
    private final AgentsTold agents = new AgentsTold();
    private final AsteriskSession session =
            new AsteriskSession(AsteriskRules.STANDARD, heard, agents, Clock.systemUTC());

    private static final class Heard implements SessionListener<AmiMessage> {

        final Told told = new Told();
        final Map<String, Integer> unknown = new TreeMap<>();

        @Override
        public Collection<KnownCall> known() {
            return told.open();
        }

        @Override
        public void take(List<CallEventRequest> events) {
            told.take(events);
        }

        @Override
        public void heard(AmiMessage message, Translated translated) {
            if (translated.meaning() == Meaning.UNKNOWN) {
                unknown.merge(String.valueOf(message.event()), 1, Integer::sum);
            }
        }
    }

    @Test
    void callsThatAConnectionLostAreFollowedByTheNext() throws IOException, InterruptedException {
        var messages = Recording.messages();
        int half = messages.size() / 2;
        var connections = new AtomicInteger();
        try (var asterisk = new ScriptedAsterisk(line -> {
            line.logIn();
            boolean isFirst = connections.incrementAndGet() == 1;
            for (int i = 0; i < 2; i++) {
                var action = line.asked();
                if (!isFirst && action != null && "CoreShowChannels".equals(action.get("Action"))) {
                    for (var message : AsteriskAt.lists(messages.subList(0, half))) {
                        line.say(message);
                    }
                }
            }
            for (var message : isFirst ? messages.subList(0, half) : messages.subList(half, messages.size())) {
                line.say(message);
            }
        })) {
            for (int i = 0; i < 2; i++) {
                try (var connection = AmiConnection.open(asterisk.address(), "callboard", "geheim")) {
                    session.run(connection);
                }
            }
        }

        assertThat(heard.told.ids())
                .containsExactlyInAnyOrderElementsOf(Recording.truth().stream()
                        .map(Recording.Truth::call)
                        .distinct()
                        .toList());
        Recording.truth()
                .forEach(row -> assertThat(heard.told.call(row.call()).status())
                        .as(row.toString())
                        .isEqualTo(CallStatus.ENDED));
        assertThat(heard.unknown).isEmpty();
    }

    @Test
    void whatIsDueIsToldWhileNobodyCalls() throws IOException, InterruptedException {
        var join = Recording.messages().stream()
                .filter(message -> "QueueCallerJoin".equals(message.event()))
                .findFirst()
                .orElseThrow();
        try (var asterisk = new ScriptedAsterisk(line -> {
            line.logIn();
            line.asked();
            line.asked();
            // By its clock everything happened long ago; then it is asked whether it is there.
            line.say(join);
            for (var kind : List.of("QueueCallerAbandon", "QueueCallerLeave")) {
                line.say(with(join, Map.of("Event", kind)));
            }
            line.say(with(join, Map.of("Event", "Newstate", "Timestamp", "1795883800.000000")));
            var ping = line.asked();
            line.say("Response: Success\r\nPing: Pong\r\nActionID: " + ping.get("ActionID") + "\r\n\r\n");
        })) {
            try (var connection = AmiConnection.open(asterisk.address(), "callboard", "geheim")) {
                session.run(connection);
            }
        }

        var call = heard.told.call(String.valueOf(join.get("Uniqueid")));
        assertThat(call.endReason()).isEqualTo(EndReason.OVERFLOWED);
        assertThat(call.endTime()).isEqualTo(Told.at(join));
    }

    @Test
    void anAsteriskThatHasJustStartedIsAskedAgain() throws Exception {
        heard.told.take(Recording.events("").subList(0, 1));
        try (var asterisk = new ScriptedAsterisk(line -> {
            line.logIn();
            var queues = line.asked();
            line.asked();
            line.say("Response: Error\r\nActionID: " + queues.get("ActionID")
                    + "\r\nMessage: Invalid/unknown command\r\n\r\n");
            line.say("Event: CoreShowChannelsComplete\r\n\r\n");
            line.say("Event: FullyBooted\r\n\r\n");
            if ("QueueStatus".equals(line.asked().get("Action"))) {
                line.say("Event: QueueStatusComplete\r\n\r\nEvent: CoreShowChannelsComplete\r\n\r\n");
            }
        })) {
            try (var connection = AmiConnection.open(asterisk.address(), "callboard", "geheim")) {
                session.run(connection);
            }
        }

        assertThat(heard.told.open()).isEmpty();
    }

    private static AmiMessage with(AmiMessage message, Map<String, String> fields) {
        var all = new TreeMap<>(message.fields());
        all.putAll(fields);
        return new AmiMessage(all);
    }
}
