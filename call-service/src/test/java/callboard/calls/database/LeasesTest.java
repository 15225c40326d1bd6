package callboard.calls.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.SharedService;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LeasesTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final String connection = "pbx-" + UUID.randomUUID();
    private final Leases one = replica();
    private final Leases other = replica();

    @Test
    void oneReplicaHoldsAConnectionUntilItLetsGo() {
        assertThat(one.keep(connection, LONG)).isTrue();
        assertThat(one.keep(connection, LONG)).isTrue();
        assertThat(other.keep(connection, LONG)).isFalse();

        other.release(connection);
        assertThat(other.keep(connection, LONG)).isFalse();
        one.release(connection);
        assertThat(other.keep(connection, LONG)).isTrue();
    }

    @Test
    void anotherTakesOverFromOneThatFellSilent() {
        one.keep(connection, Duration.ofMillis(1));

        await().until(() -> other.keep(connection, LONG));
        assertThat(one.keep(connection, LONG)).isFalse();
    }

    @Test
    void ofManyAtOnceOneGetsIt() {
        var attempts = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> replica().keep(connection, LONG)))
                .toList();

        assertThat(attempts.stream().map(CompletableFuture::join).filter(taken -> taken))
                .hasSize(1);
    }

    @Test
    void connectionsHaveTheirOwn() {
        assertThat(Stream.of("a", "b").map(name -> one.keep(connection + name, LONG)))
                .containsOnly(true);
    }

    private static Leases replica() {
        return new Leases(JdbcClient.create(SharedService.SERVICE.sql));
    }
}
