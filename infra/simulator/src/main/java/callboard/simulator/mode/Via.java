package callboard.simulator.mode;

import callboard.simulator.sender.EventJson;
import callboard.simulator.sender.HttpTransport;
import callboard.simulator.sender.Transport;
import callboard.simulator.sender.Wording;
import callboard.simulator.telephony.DialledKind;
import callboard.simulator.telephony.Kind;
import callboard.simulator.telephony.Kinds;
import callboard.simulator.telephony.PostingKind;
import callboard.simulator.telephony.Retelling;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// In whose words the traffic is told.
public final class Via {

    private static final Duration ATTEMPT = Duration.ofSeconds(10);

    @Option(
            names = "--via",
            paramLabel = "KIND",
            description = "Tell it as this kind of connection would, such as twilio; else by Callboard's own events.")
    @Nullable
    String kind;

    @Option(
            names = "--admin-key",
            defaultValue = "${env:CALLBOARD_ADMIN_KEY:-callboard-admin-key}",
            paramLabel = "KEY",
            description = "Makes that connection (${DEFAULT-VALUE}).")
    String adminKey = "";

    /// Who tells the traffic.
    ///
    /// @param tellsInOrder whether everything is told by one, in the order of time
    record Speaker(Transport transport, Wording wording, boolean tellsInOrder, Runnable end) implements AutoCloseable {

        @Override
        public void close() {
            transport.close();
            end.run();
        }
    }

    /// @param opening when the call centre opened; `null` when its time is not the world's
    Speaker speaker(Target target, @Nullable Instant opening) throws IOException, InterruptedException {
        if (kind == null) {
            return new Speaker(
                    ownEvents(target),
                    event -> List.of(EventJson.of(event.event(), opening == null ? null : opening.plus(event.at()))),
                    false,
                    () -> {});
        }
        var connection = new SimulatedConnection(target.url, "simulator-" + kind, adminKey);
        return switch (Kinds.named(kind, connection.secret())) {
            case PostingKind posting -> {
                connection.make(posting.settings());
                var address = connection.address();
                yield new Speaker(
                        new HttpTransport(address, body -> posting.headers(address, body, Instant.now()), ATTEMPT),
                        wording(posting, opening),
                        false,
                        () -> {});
            }
            case DialledKind dialled -> {
                connection.make(dialled.settings());
                yield new Speaker(ownEvents(target), wording(dialled, opening), true, dialled::close);
            }
        };
    }

    private static Transport ownEvents(Target target) {
        return new HttpTransport(target.endpoint(), ATTEMPT);
    }

    private static Wording wording(Kind kind, @Nullable Instant opening) {
        var retelling = new Retelling(kind);
        return event -> {
            var at = opening == null ? Instant.now().truncatedTo(ChronoUnit.MILLIS) : opening.plus(event.at());
            var happening = retelling.retell(event.event(), at);
            if (happening.isEmpty()) {
                return List.of();
            }
            return switch (kind) {
                case PostingKind posting -> posting.messages(happening.get());
                case DialledKind dialled -> {
                    dialled.tell(happening.get());
                    yield List.of();
                }
            };
        };
    }
}
