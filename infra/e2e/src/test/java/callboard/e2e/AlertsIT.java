package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.Alert;
import callboard.contracts.AlertLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Alerts that everybody shares: noticed, kept, told, and acknowledged by whoever is first.
@WithCallboard
class AlertsIT {

    private final RunningCallboard callboard;
    private final Browsers browsers;
    private final Telephony telephony;
    private final AlertClient alertClient;

    AlertsIT(RunningCallboard callboard, Browsers browsers, Telephony telephony) {
        this.callboard = callboard;
        this.browsers = browsers;
        this.telephony = telephony;
        alertClient = new AlertClient(callboard);
    }

    @AfterEach
    void hangUp() {
        alertClient.close();
    }

    @Test
    void aBreachIsToldToEverybodyAndSoIsWhoAcknowledgedIt() throws Exception {
        try (var one = LiveClient.connected(callboard);
                var other = LiveClient.connected(callboard)) {
            String callId = telephony.beginLate();
            one.seesAlert(alert -> alert.callId().equals(callId) && alert.level() == AlertLevel.BREACH);
            other.seesAlert(alert -> alert.callId().equals(callId) && alert.level() == AlertLevel.BREACH);

            var kept = alertClient.alerts(callId);
            assertThat(kept)
                    .extracting(alert -> alert.level())
                    .containsExactlyInAnyOrder(AlertLevel.WARNING, AlertLevel.BREACH);
            // The call was late when it was first heard of: its warning is no news beside the breach.
            assertThat(one.alerts())
                    .filteredOn(alert -> alert.callId().equals(callId))
                    .extracting(Alert::level)
                    .containsExactly(AlertLevel.BREACH);
            var breach = kept.stream()
                    .filter(alert -> alert.level() == AlertLevel.BREACH)
                    .findFirst()
                    .orElseThrow();

            var acknowledged = alertClient.acknowledge(breach, "Ana María");
            assertThat(acknowledged.acknowledgedBy()).isEqualTo("Ana María");
            one.seesAcknowledged(acknowledged);
            other.seesAcknowledged(acknowledged);

            assertThat(alertClient.acknowledge(breach, "Luis")).isEqualTo(acknowledged);
            assertThat(alertClient.alerts(callId)).contains(acknowledged);
        }
    }

    @Test
    void whatOnePersonAcknowledgesTheOtherSeesWithTheirName() throws Exception {
        // Hundreds of other tests' calls may come late in the other queues at this very moment.
        String address = "/alerts?state=all&level=breach&queueId=legal_english";
        String callId = telephony.beginLateIn("legal_english");
        try (var ana = browsers.open(callboard, address).isLive();
                var luis = browsers.open(callboard, address).isLive()) {
            ana.showsAlert(callId, "Breach");
            luis.showsAlert(callId, "Breach");
            ana.acknowledge(callId, "Ana María");
            ana.showsAlert(callId, "Ana María");
            luis.showsAlert(callId, "Ana María");
            assertThat(luis.errors()).isEmpty();
        }
    }
}
