package callboard.realtime.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import callboard.contracts.Channels;
import callboard.contracts.Partitions;
import com.corundumstudio.socketio.handler.ClientHead;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomsTest {

    private static final String CALL = Channels.callRoom("call-1");

    private final Rooms rooms =
            new Rooms(new RoomProperties(2, Duration.ofSeconds(5), 10, 10), new SimpleMeterRegistry());
    private final Subscriber ana = new Subscriber(mock(ClientHead.class));
    private final Subscriber ben = new Subscriber(mock(ClientHead.class));
    private int more;

    @BeforeEach
    void connect() {
        rooms.add(ana);
        rooms.add(ben);
        rooms.whenWanted(() -> more++);
    }

    @Test
    void aCallsPartitionIsWantedWhileSomebodyWatchesTheCall() {
        rooms.join(ana, CALL);
        rooms.join(ben, CALL);
        assertThat(wanted()).containsExactly(Partitions.of("call-1"));
        assertThat(more).isEqualTo(1);

        rooms.leave(ana, CALL);
        assertThat(wanted()).containsExactly(Partitions.of("call-1"));
        rooms.remove(ben);
        assertThat(wanted()).isEmpty();
    }

    @Test
    void onlyTheFirstCallOfAPartitionWantsMore() {
        var other = IntStream.iterate(2, number -> number + 1)
                .mapToObj(number -> "call-" + number)
                .filter(id -> Partitions.of(id) == Partitions.of("call-1"))
                .findFirst()
                .orElseThrow();
        rooms.join(ana, CALL);
        rooms.join(ana, Channels.callRoom(other));
        assertThat(more).isEqualTo(1);

        rooms.leave(ana, CALL);
        assertThat(wanted()).containsExactly(Partitions.of("call-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dashboard", "queue:sales"})
    void aFeedAndAQueueWantAll(String room) {
        rooms.join(ana, room);
        assertThat(wanted()).hasSize(Partitions.COUNT);
        assertThat(more).isEqualTo(1);

        rooms.remove(ana);
        assertThat(wanted()).isEmpty();
    }

    @Test
    void whoIsRefusedWantsNothing() {
        rooms.remove(ben);
        assertThat(rooms.join(ben, CALL)).isFalse();

        assertThat(wanted()).isEmpty();
        assertThat(more).isZero();
    }

    private List<Integer> wanted() {
        return IntStream.range(0, Partitions.COUNT).filter(rooms::wants).boxed().toList();
    }
}
