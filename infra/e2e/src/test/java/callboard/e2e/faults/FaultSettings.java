package callboard.e2e.faults;

import java.time.Duration;

/// How hard the faults are: short as a part of every build, long and repeated as a soak.
///
/// @param rounds          how often each fault is suffered
/// @param senders         side by side, each with a call at a time
/// @param pace            between two events of one sender
/// @param eventsBefore    acknowledged before the fault, and again after it
/// @param redisAway       how long Redis is stopped
/// @param databaseAway    how long PostgreSQL is stopped
/// @param withheld        how long the standby hears nothing before the primary fails
/// @param standbyBehind   how long the standby shows nothing new
/// @param paused          how long a process is stopped; longer than the relays' lease, which is 4 s
/// @param othersAlone     how long the surviving replicas carry on before the dead ones are replaced
record FaultSettings(
        int rounds,
        int senders,
        Duration pace,
        int eventsBefore,
        Duration redisAway,
        Duration databaseAway,
        Duration withheld,
        Duration standbyBehind,
        Duration paused,
        Duration othersAlone) {

    private static final FaultSettings SHORT = new FaultSettings(
            1,
            24,
            Duration.ofMillis(400),
            150,
            Duration.ofSeconds(5),
            Duration.ofSeconds(4),
            Duration.ofMillis(500),
            Duration.ofSeconds(3),
            Duration.ofSeconds(7),
            Duration.ofSeconds(3));
    private static final FaultSettings SOAK = new FaultSettings(
            Integer.getInteger("callboard.e2e.soak.rounds", 3),
            40,
            Duration.ofMillis(400),
            1000,
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(12),
            Duration.ofSeconds(20));

    static FaultSettings chosen() {
        return Boolean.getBoolean("callboard.e2e.soak") ? SOAK : SHORT;
    }
}
