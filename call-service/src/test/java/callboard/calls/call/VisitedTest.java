package callboard.calls.call;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.SettableClock;
import callboard.calls.SharedReplicas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// That the lists of a queue's visits are those that are counted, whatever happens, is held by `CountedStreamsTest`.
class VisitedTest {

    private final SharedReplicas replicas = SharedReplicas.with("callboard.stats.zone=UTC");
    private final SettableClock clock = replicas.clock;
    private final Api api = replicas.one.api;
    private Instant transferred = clock.instant();

    /// Answered in medical_spanish, then transferred and abandoned in legal_english; and one that stays.
    @BeforeEach
    void aTransfer() {
        replicas.clean();
        api.post(Api.initiated("moved"));
        api.post(Api.answered("moved", 2));
        api.post(Api.initiated("stays"));
        clock.tick(Duration.ofMinutes(1));
        transferred = clock.instant();
        api.post("{\"event\":\"call_retransfer\",\"callId\":\"moved\",\"queueId\":\"legal_english\"}");
        clock.tick(Duration.ofMinutes(1));
        api.post(Api.ended("moved", "abandoned", 60));
    }

    @Test
    void aCallIsListedInEachQueueThatItWasInAsItWasThere() {
        assertThat(visited("medical_spanish")).containsExactly("moved", "stays");
        assertThat(visited("medical_spanish&answered=true")).containsExactly("moved");
        assertThat(visited("medical_spanish&answered=false")).containsExactly("stays");
        assertThat(visited("medical_spanish&endReason=abandoned")).isEmpty();
        assertThat(visited("legal_english")).containsExactly("moved");
        assertThat(visited("legal_english&endReason=abandoned&answered=false")).containsExactly("moved");
        assertThat(visited("legal_english&answered=true")).isEmpty();
        assertThat(visited("legal_spanish")).isEmpty();
        assertThat(visited("nowhere")).isEmpty();
    }

    @Test
    void timesAreThoseOfTheVisit() {
        assertThat(visited("legal_english&from=" + transferred)).containsExactly("moved");
        assertThat(visited("legal_english&to=" + transferred)).isEmpty();
        assertThat(visited("medical_spanish&from=" + transferred)).isEmpty();
    }

    @Test
    void otherFiltersAndOrdersAreOfTheCall() {
        assertThat(visited("medical_spanish&status=ended")).containsExactly("moved");
        assertThat(visited("medical_spanish&queueId=legal_english")).containsExactly("moved");
        assertThat(visited("medical_spanish&type=video")).isEmpty();
        assertThat(visited("medical_spanish&q=mov")).containsExactly("moved");
        assertThat(visited("medical_spanish&sort=waitTime")).containsExactly("moved", "stays");
    }

    @Test
    void aCallThatComesBackIsListedOnce() {
        api.post(Api.initiated("back"));
        for (var queue : List.of("legal_spanish", "medical_spanish", "legal_spanish", "medical_spanish")) {
            assertThat(api.post("{\"event\":\"call_retransfer\",\"callId\":\"back\",\"queueId\":\"" + queue + "\"}")
                            .status())
                    .isEqualTo(201);
        }

        assertThat(visited("medical_spanish")).containsExactly("back", "moved", "stays");
        assertThat(visited("legal_spanish")).containsExactly("back");
    }

    private List<String> visited(String query) {
        var page = api.get("/api/calls?visited=" + query).body();
        var ids = page.path("data")
                .valueStream()
                .map(call -> call.path("id").asString())
                .sorted()
                .toList();
        assertThat(page.path("total").asInt()).isEqualTo(ids.size());
        return ids;
    }
}
