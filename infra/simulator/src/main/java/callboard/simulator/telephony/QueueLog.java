package callboard.simulator.telephony;

import callboard.contracts.ConnectionSettings;
import callboard.contracts.EndReason;
import callboard.contracts.QueuesMet;
import callboard.simulator.telephony.PbxCall.Ring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// An Asterisk that Callboard knows by its `queue_log` alone, which is appended to as Asterisk does it.
/// [Its lines](https://docs.asterisk.org/Configuration/Applications/Queue-Logs/).
public final class QueueLog implements DialledKind, PbxSteps {

    private static final String NOBODY = "NONE";

    private final Path file;
    private final Pbx pbx = new Pbx(this);

    /// @param file is begun where it isn't there
    public QueueLog(Path file) {
        this.file = file;
        start();
    }

    private void start() {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        write(Instant.now(), NOBODY, NOBODY, NOBODY, "QUEUESTART", "");
    }

    /// In the directory in which Callboard reads logs.
    static QueueLog inLogDirectory() {
        var directory = System.getenv().getOrDefault("CALLBOARD_CONNECTIONS_LOGDIRECTORY", "/var/log/asterisk");
        return new QueueLog(Path.of(directory).toAbsolutePath().resolve("simulator_queue_log"));
    }

    @Override
    public ConnectionSettings settings() {
        return new ConnectionSettings.AsteriskQueueLog(true, QueuesMet.ADOPT, file.toString(), null);
    }

    /// Phones that ring are written of when they don't any more.
    @Override
    public Set<Untold> leavesOut() {
        return Set.of(Untold.VIDEO, Untold.CALLER_NAME, Untold.HOLDS, Untold.RINGS_TOGETHER);
    }

    @Override
    public EndReason outcome(EndReason reason, boolean isTalking) {
        if (isTalking) {
            return EndReason.COMPLETED;
        }
        return switch (reason) {
            case OVERFLOWED, VOICEMAIL -> EndReason.OVERFLOWED;
            case CALLBACK -> EndReason.CALLBACK;
            case ABANDONED, COMPLETED, FAILED -> EndReason.ABANDONED;
        };
    }

    @Override
    public void tell(Happening happening) {
        pbx.take(happening);
    }

    /// It is killed and started again: calls are gone.
    public void crash() {
        pbx.crash();
    }

    @Override
    public void crashed() {
        start();
    }

    private void write(PbxCall call, String agent, String event, Instant at, Object... data) {
        write(at, call.callId(), call.queue, agent, event, String.join("|", texts(data)));
    }

    private static List<String> texts(Object... data) {
        return List.of(data).stream().map(String::valueOf).toList();
    }

    private void write(Instant at, String call, String queue, String agent, String event, String data) {
        var line = String.join("|", Long.toString(at.getEpochSecond()), call, queue, agent, event, data);
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void joined(PbxCall call, Instant at) {
        var number = call.number() == null ? "" : call.number();
        write(
                call,
                NOBODY,
                "ENTERQUEUE",
                at,
                "",
                number,
                pbx.waiting(call.queue).size());
    }

    @Override
    public void rings(PbxCall call, Ring ring, Instant at) {
        // Written when it is over.
    }

    @Override
    public void rangOut(PbxCall call, Ring ring, Instant at) {
        write(call, ring.agent(), "RINGNOANSWER", at, millis(ring, at));
    }

    @Override
    public void connected(PbxCall call, Ring agent, Instant at) {
        var channel = AmiBlock.uniqueid(agent);
        write(call, agent.agent(), "CONNECT", at, seconds(call.joinedAt, at), channel, seconds(agent.since(), at));
    }

    @Override
    public void held(PbxCall call, Ring agent, Instant at) {
        // Not written.
    }

    @Override
    public void resumed(PbxCall call, Ring agent, Instant at) {
        // Not written.
    }

    @Override
    public void transferred(PbxCall call, Ring agent, String toQueue, Instant at) {
        write(
                call,
                agent.agent(),
                "BLINDTRANSFER",
                at,
                toQueue,
                "transfers",
                seconds(call.joinedAt, call.answeredAt),
                seconds(call.answeredAt, at),
                1);
    }

    @Override
    public void completed(PbxCall call, Ring agent, Instant at) {
        write(
                call,
                agent.agent(),
                call.isHungUpByCaller() ? "COMPLETECALLER" : "COMPLETEAGENT",
                at,
                seconds(call.joinedAt, call.answeredAt),
                seconds(call.answeredAt, at),
                1);
    }

    @Override
    public void left(PbxCall call, EndReason reason, Instant at) {
        long waited = seconds(call.joinedAt, at);
        switch (reason) {
            case ABANDONED, COMPLETED, FAILED -> {
                cancel(call, at);
                write(call, NOBODY, "ABANDON", at, 1, 1, waited);
            }
            case CALLBACK -> {
                cancel(call, at);
                write(call, NOBODY, "EXITWITHKEY", at, 1, 1, 1, waited);
            }
            case OVERFLOWED, VOICEMAIL -> {
                call.ringing.values().forEach(ring -> rangOut(call, ring, at));
                write(call, NOBODY, "EXITWITHTIMEOUT", at, 1, 1, waited);
            }
        }
    }

    private void cancel(PbxCall call, Instant at) {
        call.ringing.values().forEach(ring -> write(call, ring.agent(), "RINGCANCELED", at, millis(ring, at)));
    }

    private static long millis(Ring ring, Instant at) {
        return Duration.between(ring.since(), at).toMillis();
    }

    private static long seconds(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds();
    }

    @Override
    public void close() {
        // The log stays.
    }
}
