package callboard.calls.connection.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.connection.message.Translated.Meaning;
import callboard.contracts.AgentEventRequest;
import callboard.contracts.AgentEventRequest.SignedIn;
import callboard.contracts.AgentEventRequest.SignedOut;
import callboard.contracts.AgentEventRequest.StateChanged;
import callboard.contracts.DeclaredState;
import callboard.contracts.Mapping;
import callboard.contracts.Problem.Issue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Agents as messages tell of them; Amazon Connect's are after the sample of its documentation.
class MappedAgentsTest {

    private static final Instant MORNING = Instant.parse("2026-09-21T08:00:00Z");
    private static final String INSTANCE = "arn:aws:connect:us-west-2:012345678901:instance/aaaaaaaa-bbbb-cccc-dddd/";

    private final MessageTranslator connect = translator(Presets.read("amazon-connect", Board.JSON));

    @Test
    void whoLogsInHasNameTeamAndQueues() {
        var message = event("LOGIN", "e1", 0, null, status("Available", "ROUTABLE", 0));
        var settings = message.withObject("/CurrentAgentSnapshot/Configuration");
        settings.put("FirstName", "Ève").put("LastName", "Müller");
        settings.withObject("/AgentHierarchyGroups/Level1").put("Name", "Europe");
        settings.withObject("/AgentHierarchyGroups/Level2").put("Name", "Legal");
        settings.withObject("/AgentHierarchyGroups").putNull("Level3");
        var queues = settings.withArray("/RoutingProfile/InboundQueues");
        queues.addObject().put("ARN", INSTANCE + "queue/q-1").put("Name", "Sales");
        queues.addObject().put("ARN", INSTANCE + "queue/q-2").putNull("Name");

        assertThat(of(message))
                .containsExactly(new SignedIn("ana", "Ève Müller", "Legal", List.of("q-1", "q-2"), "e1", MORNING));
    }

    @Test
    void whoSaysNothingElseLogsInAllTheSame() {
        assertThat(of(event("LOGIN", "e1", 0, null, null)))
                .containsExactly(new SignedIn("ana", null, null, null, "e1", MORNING));
    }

    @Test
    void aStatusIsAsOfItsBeginning() {
        var available = status("Available", "ROUTABLE", 1);
        var lunch = status("Lunch", "CUSTOM", 60);

        assertThat(of(event("STATE_CHANGE", "e2", 2, status("Offline", "OFFLINE", 0), available)))
                .containsExactly(new StateChanged("ana", DeclaredState.AVAILABLE, null, "e2", MORNING.plusSeconds(1)));
        assertThat(of(event("STATE_CHANGE", "e3", 61, available, lunch)))
                .containsExactly(
                        new StateChanged("ana", DeclaredState.UNAVAILABLE, "Lunch", "e3", MORNING.plusSeconds(60)));
        assertThat(of(event("STATE_CHANGE", "e4", 90, lunch, status("Offline", "OFFLINE", 90))))
                .containsExactly(new SignedOut("ana", "e4", MORNING.plusSeconds(90)));
        assertThat(of(event("LOGOUT", "e5", 91, null, null)))
                .containsExactly(new SignedOut("ana", "e5", MORNING.plusSeconds(91)));
    }

    @Test
    void aStatusOfAnOlderStreamHasANameAlone() {
        var available = status("Available", null, 1);

        assertThat(of(event("STATE_CHANGE", "e2", 2, null, available)))
                .containsExactly(new StateChanged("ana", DeclaredState.AVAILABLE, null, "e2", MORNING.plusSeconds(1)));
        assertThat(of(event("STATE_CHANGE", "e3", 6, available, status("Training", null, 5))))
                .containsExactly(
                        new StateChanged("ana", DeclaredState.UNAVAILABLE, "Training", "e3", MORNING.plusSeconds(5)));
    }

    @Test
    void whatChangesNoStatusTellsNothing() {
        var available = status("Available", "ROUTABLE", 1);

        for (var message : List.of(
                event("STATE_CHANGE", "e6", 30, available, available),
                event("HEART_BEAT", "e7", 120, null, available))) {
            var translation = connect.translate(message, _ -> null);
            assertThat(translation.translated().meaning()).isEqualTo(Meaning.IGNORED);
            assertThat(translation.agentEvents()).isEmpty();
        }
    }

    @Test
    void anAgentsEventInACloudEvent() {
        var translation =
                translator(Presets.read("cloudevents", Board.JSON)).translate(Board.JSON.readTree("""
                                {"specversion": "1.0", "id": "e", "time": "2026-09-21T08:00:00Z",
                                 "data": {"event": "agent_state_changed", "agentId": "ana", "state": "after_call"}}
                                """), _ -> null);

        assertThat(translation.agentEvents())
                .containsExactly(new StateChanged("ana", DeclaredState.AFTER_CALL, null, "e", MORNING));
    }

    @Test
    void whatAnEventOfAnAgentLacksIsSaid() {
        var mapping = mapping("""
                {"rules": [{"name": "r", "events": [{"event": "agent_state_changed", "fields": {
                  "agentId": "{who}", "eventId": "{id}", "state": "{now}"}}]}]}
                """);
        assertThat(MappingCheck.issues(mapping)).isEmpty();

        assertThat(reason(mapping, "{\"id\": 1, \"now\": \"available\"}")).contains("agentId: {who} is not there");
        assertThat(reason(mapping, "{\"id\": 1, \"who\": \"ana\"}")).contains("state: there is none");
        assertThat(reason(mapping, "{\"id\": 1, \"who\": \"ana\", \"now\": \"asleep\"}"))
                .contains("state: has a value");
        assertThat(MappingCheck.issues(mapping("""
                        {"rules": [{"name": "r", "events": [{"event": "agent_signed_out", "fields": {
                          "callId": "{id}", "eventId": "{id}", "state": "x"}}]}]}
                        """)))
                .extracting(Issue::path)
                .containsExactly(
                        "rules[0].events[0].fields.agentId",
                        "rules[0].events[0].fields.callId",
                        "rules[0].events[0].fields.state");
    }

    private static @Nullable String reason(Mapping mapping, String message) {
        return translator(mapping)
                .translate(Board.JSON.readTree(message), _ -> null)
                .translated()
                .reason();
    }

    private List<AgentEventRequest> of(ObjectNode message) {
        var translation = connect.translate(message, _ -> null);
        assertThat(translation.translated().reason()).isNull();
        assertThat(translation.translated().events()).isEmpty();
        return translation.agentEvents();
    }

    private static ObjectNode event(
            String type, String id, int after, @Nullable ObjectNode before, @Nullable ObjectNode now) {
        var event = Board.JSON
                .createObjectNode()
                .put("AWSAccountId", "012345678901")
                .put("AgentARN", INSTANCE + "agent/ana")
                .put("EventId", id)
                .put("EventTimestamp", MORNING.plusSeconds(after).toString())
                .put("EventType", type)
                .put("Version", "2017-10-01");
        event.putObject("CurrentAgentSnapshot").set("AgentStatus", now);
        event.putObject("PreviousAgentSnapshot").set("AgentStatus", before);
        return event;
    }

    private static ObjectNode status(String name, @Nullable String type, int after) {
        var status = Board.JSON
                .createObjectNode()
                .put("ARN", INSTANCE + "agent-state/" + name)
                .put("Name", name)
                .put("StartTimestamp", MORNING.plusSeconds(after).toString());
        return type == null ? status : status.put("Type", type);
    }

    private static MessageTranslator translator(Mapping mapping) {
        return new MessageTranslator(mapping, Map.of(), Board.JSON, Board.VALIDATOR);
    }

    private static Mapping mapping(String json) {
        return Board.JSON.readValue(json, Mapping.class);
    }
}
