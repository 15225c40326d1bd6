package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.contracts.CallEvent;
import callboard.contracts.CallStatus;
import callboard.contracts.EventType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// From a telephony system to a live client, without a browser.
@WithCallboard
class EventJourneyIT {

    private final RunningCallboard callboard;
    private final Telephony telephony;

    EventJourneyIT(RunningCallboard callboard, Telephony telephony) {
        this.callboard = callboard;
        this.telephony = telephony;
    }

    @Test
    void anEventIsStoredAnsweredAndReadAgain() throws Exception {
        String callId = Telephony.aCall();
        var stored = telephony.report(callId, "call_initiated", "\"type\":\"video\",\"queueId\":\"legal_english\"");
        assertThat(stored.sequence()).isEqualTo(1);
        assertThat(telephony.call(callId).status()).isEqualTo(CallStatus.WAITING);
        assertThat(telephony.history(callId)).containsExactly(stored);
    }

    @Test
    void aLiveClientIsToldOfANewCall() throws Exception {
        try (var client = LiveClient.connected(callboard)) {
            client.seesNew(telephony.begin());
        }
    }

    @Test
    void whoWatchesACallIsToldWhereItStandsAndThenOfEveryChange() throws Exception {
        String callId = telephony.begin();
        telephony.route(callId, "agent-7");
        try (var client = LiveClient.connected(callboard)) {
            toldOfTheRoute(callId, client);
            telephony.answer(callId);
            telephony.end(callId);

            client.sees(update -> update.sequence() == 4 && update.status() == CallStatus.ENDED);
            assertThat(client.updates()).extracting(update -> update.callId()).containsOnly(callId);
            assertThat(client.updates())
                    .extracting(update -> update.eventType())
                    .containsSubsequence(EventType.ANSWERED, EventType.ENDED);
        }
    }

    @Test
    void whoWatchesOneCallIsNotToldOfAnother() throws Exception {
        String watched = telephony.begin();
        String other = telephony.begin();
        try (var client = LiveClient.connected(callboard)) {
            assertThat(client.watch(watched).ok()).isTrue();
            telephony.answer(other);
            telephony.answer(watched);
            client.sees(update -> update.callId().equals(watched) && update.sequence() == 2);
            assertThat(client.updates()).extracting(update -> update.callId()).doesNotContain(other);
        }
    }

    @Test
    void aHundredDeliveriesOfOneEventAtOnceAreStoredOnceAndAllAnsweredWithIt() throws Exception {
        String callId = telephony.begin();
        var answers = telephony.reportAtOnce(100, callId, "call_answered", "\"waitTime\":3");

        assertThat(answers)
                .extracting(answer -> answer.statusCode())
                .containsOnly(200, 201)
                .filteredOn(status -> status == 201)
                .hasSize(1);
        assertThat(answers)
                .extracting(answer -> answer.body())
                .as("one event for all")
                .containsOnly(answers.getFirst().body());
        assertThat(telephony.history(callId))
                .extracting(CallEvent::type)
                .containsExactly(EventType.INITIATED, EventType.ANSWERED);
    }

    @Test
    void aThousandCallsEndWithEverySequenceUnbroken() throws Exception {
        var figures = callboard.simulate("load", "--calls=1000", "--rate=1000", "--connections=16", "--seed=1");
        assertThat(figures).contains("\"callsEnded\":1000", "\"callsLeftOpen\":0", "\"refused\":0");

        assertThat(telephony.everySequenceIsUnbroken("sim-")).isGreaterThanOrEqualTo(1000);
    }

    /// The cache is written by the relay, a moment after the answer: until then the snapshot is older or missing.
    private static void toldOfTheRoute(String callId, LiveClient client) {
        await("the snapshot").atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var ack = client.watch(callId);
            assertThat(ack.ok()).isTrue();
            assertThat(ack.snapshot()).isNotNull();
            assertThat(ack.snapshot().sequence()).isEqualTo(2);
            assertThat(ack.snapshot().agentId()).isEqualTo("agent-7");
        });
    }
}
