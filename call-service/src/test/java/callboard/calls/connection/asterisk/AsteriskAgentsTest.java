package callboard.calls.connection.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.connection.message.KnownAgent;
import callboard.contracts.AgentEventRequest;
import callboard.contracts.AgentEventRequest.SignedIn;
import callboard.contracts.AgentEventRequest.SignedOut;
import callboard.contracts.AgentEventRequest.StateChanged;
import callboard.contracts.DeclaredState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AsteriskAgentsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final AsteriskAgents agents = new AsteriskAgents();
    private final List<AgentEventRequest> told = new ArrayList<>();
    private int second;

    private void begin(KnownAgent... known) {
        agents.resume(List.of(known));
    }

    private void say(String event, Map<String, String> fields) {
        var all = new TreeMap<>(fields);
        all.put("Event", event);
        all.put("Timestamp", "%d.000000".formatted(NOW.getEpochSecond() + second++));
        told.addAll(agents.translate(new AmiMessage(all), NOW));
    }

    private void member(String event, String queue, String name, String paused, String reason) {
        say(event, Map.of("Queue", queue, "MemberName", name, "Paused", paused, "PausedReason", reason, "Status", "1"));
    }

    private List<AgentEventRequest> heard() {
        var heard = List.copyOf(told);
        told.clear();
        return heard;
    }

    @Test
    void membersAreToldWhenTheListIsComplete() {
        begin();
        say("QueueMember", Map.of("Queue", "support", "Name", "Ana", "Paused", "0", "Status", "1"));
        say("QueueMember", Map.of("Queue", "sales", "Name", "Ana", "Paused", "0", "Status", "1"));
        say(
                "QueueMember",
                Map.of("Queue", "sales", "Name", "Ben", "Paused", "1", "PausedReason", "lunch", "Status", "1"));
        assertThat(told).isEmpty();
        say("QueueStatusComplete", Map.of());

        assertThat(heard())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("eventId", "occurredAt")
                .containsExactly(
                        new SignedIn("Ana", null, null, List.of("sales", "support"), null, null),
                        new SignedIn("Ben", null, null, List.of("sales"), null, null),
                        new StateChanged("Ben", DeclaredState.UNAVAILABLE, "lunch", null, null));
    }

    @Test
    void whoIsPausedInOneOfTwoQueuesIsAvailableAndInBothIsNot() {
        begin(new KnownAgent("Ana", List.of("sales", "support"), true, null));
        say("QueueMember", Map.of("Queue", "support", "Name", "Ana", "Paused", "0", "Status", "1"));
        say("QueueMember", Map.of("Queue", "sales", "Name", "Ana", "Paused", "0", "Status", "1"));
        say("QueueStatusComplete", Map.of());
        assertThat(heard()).as("what is known is not told again").isEmpty();

        member("QueueMemberPause", "sales", "Ana", "1", "coffee");
        assertThat(heard()).isEmpty();
        member("QueueMemberPause", "support", "Ana", "1", "coffee");
        assertThat(heard()).singleElement().isInstanceOfSatisfying(StateChanged.class, to -> {
            assertThat(to.state()).isEqualTo(DeclaredState.UNAVAILABLE);
            assertThat(to.reason()).isEqualTo("coffee");
            assertThat(to.occurredAt()).isEqualTo(NOW.plusSeconds(4));
        });
        member("QueueMemberPause", "support", "Ana", "0", "");
        assertThat(heard())
                .singleElement()
                .isInstanceOfSatisfying(
                        StateChanged.class, to -> assertThat(to.state()).isEqualTo(DeclaredState.AVAILABLE));
    }

    @Test
    void whoLeavesTheLastQueueIsOfflineAndAPauseSurvivesAnotherQueue() {
        begin();
        say("QueueStatusComplete", Map.of());
        member("QueueMemberAdded", "sales", "Ana", "1", "");
        assertThat(heard()).hasSize(2);
        member("QueueMemberAdded", "support", "Ana", "1", "");
        assertThat(heard())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("eventId", "occurredAt")
                .containsExactly(
                        new SignedIn("Ana", null, null, List.of("sales", "support"), null, null),
                        new StateChanged("Ana", DeclaredState.UNAVAILABLE, null, null, null));
        member("QueueMemberRemoved", "sales", "Ana", "1", "");
        assertThat(heard()).first().isInstanceOf(SignedIn.class);
        member("QueueMemberRemoved", "support", "Ana", "1", "");
        assertThat(heard()).singleElement().isInstanceOf(SignedOut.class);
    }

    @Test
    void whoIsGoneWhenTheConnectionIsBackIsOffline() {
        begin(new KnownAgent("Ana", List.of("sales"), true, null), new KnownAgent("Ben", List.of("sales"), false, "x"));
        say("QueueMember", Map.of("Queue", "sales", "Name", "Ben", "Paused", "0", "Status", "1"));
        say("QueueStatusComplete", Map.of());

        assertThat(heard())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("eventId", "occurredAt")
                .containsExactly(
                        new SignedOut("Ana", null, null),
                        new StateChanged("Ben", DeclaredState.AVAILABLE, null, null, null));
    }

    @Test
    void whosePhoneIsNotThereTakesNoCalls() {
        begin();
        say("QueueMember", Map.of("Queue", "sales", "Name", "Ana", "Paused", "0", "Status", "5"));
        say("QueueStatusComplete", Map.of());
        assertThat(heard())
                .last()
                .isInstanceOfSatisfying(
                        StateChanged.class, to -> assertThat(to.reason()).isEqualTo(AsteriskAgents.UNREACHABLE));
        say("QueueMemberStatus", Map.of("Queue", "sales", "MemberName", "Ana", "Paused", "0", "Status", "2"));
        assertThat(heard())
                .last()
                .isInstanceOfSatisfying(
                        StateChanged.class, to -> assertThat(to.state()).isEqualTo(DeclaredState.AVAILABLE));
    }

    @Test
    void theRecordedAsterisksMembersAreAllToldOnceAndTheSameTwice() {
        var once = new AgentsTold();
        var twice = new AgentsTold();
        agents.resume(List.of());
        Recording.messages().forEach(message -> once.takeAgents(agents.translate(message, NOW)));
        agents.resume(List.of());
        Recording.messages().forEach(message -> twice.takeAgents(agents.translate(message, NOW)));

        assertThat(once.all).isNotEmpty().isEqualTo(twice.all);
        assertThat(once.knownAgents()).extracting(KnownAgent::agentId).contains("Ana García", "Greta Weiß");
        assertThat(new HashSet<>(
                        once.all.stream().map(AgentEventRequest::eventId).toList()))
                .hasSameSizeAs(once.all);
    }
}
