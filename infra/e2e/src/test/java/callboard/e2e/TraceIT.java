package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.e2e.Collector.ReceivedSpan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One trace, from a sender's header through database and Redis to a client's socket.
@WithCallboard
class TraceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SENDERS_SPAN = "b7ad6b7169203331";

    private final RunningCallboard callboard;

    TraceIT(RunningCallboard callboard) {
        this.callboard = callboard;
    }

    @Test
    void aSendersTraceGoesFromItsRequestToTheSocketsAndEveryStepIsASpanBelowTheOneBefore() throws Exception {
        var callId = Telephony.aCall();
        try (var telephony = new Telephony(callboard);
                var client = LiveClient.connected(callboard)) {
            client.watch(callId);
            telephony.beginAsPartOf("00-" + TRACE + "-" + SENDERS_SPAN + "-01", callId);
            client.sees(update -> update.callId().equals(callId) && traced(update.traceparent()));

            await("four spans")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(callboard.collector().trace(TRACE))
                            .extracting(ReceivedSpan::name)
                            .containsExactlyInAnyOrder("POST /api/events", "commit", "publish", "fan-out"));
            var post = span("POST /api/events");
            var commit = span("commit");
            var publish = span("publish");
            var fanOut = span("fan-out");
            assertThat(post.parentId()).isEqualTo(SENDERS_SPAN);
            assertThat(commit.parentId()).isEqualTo(post.id());
            assertThat(publish.parentId()).isEqualTo(commit.id());
            assertThat(fanOut.parentId()).isEqualTo(publish.id());
            assertThat(List.of(post, commit, publish))
                    .extracting(ReceivedSpan::service)
                    .containsOnly("call-service");
            assertThat(fanOut.service()).isEqualTo("realtime-service");
            assertThat(List.of(commit, publish, fanOut))
                    .allSatisfy(span ->
                            assertThat(span.attribute("callboard.call.id")).contains(callId));
            assertThat(client.updates())
                    .filteredOn(update -> update.callId().equals(callId))
                    .extracting(update -> update.traceparent())
                    .containsOnly("00-" + TRACE + "-" + publish.id() + "-01");
        }
    }

    @Test
    void aSenderThatDoesNotRecordItsTraceIsNotRecordedHere() throws Exception {
        var unrecorded = "1bf7651916cd43dd8448eb211c80319d";
        var recorded = "2cf7651916cd43dd8448eb211c80319e";
        var callId = Telephony.aCall();
        try (var telephony = new Telephony(callboard);
                var client = LiveClient.connected(callboard)) {
            client.watch(callId);
            telephony.beginAsPartOf("00-" + unrecorded + "-" + SENDERS_SPAN + "-00", callId);
            client.sees(update ->
                    update.callId().equals(callId) && update.traceparent().contains(unrecorded));
            // What comes later through the same queues is there, so the other would be, too.
            telephony.beginAsPartOf("00-" + recorded + "-" + SENDERS_SPAN + "-01", Telephony.aCall());
            await("the later trace")
                    .atMost(PATIENCE)
                    .until(() -> callboard.collector().trace(recorded).size() == 4);
            assertThat(callboard.collector().trace(unrecorded)).isEmpty();
        }
    }

    private static boolean traced(String traceparent) {
        return traceparent != null && traceparent.contains(TRACE);
    }

    private ReceivedSpan span(String name) {
        return callboard.collector().trace(TRACE).stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
