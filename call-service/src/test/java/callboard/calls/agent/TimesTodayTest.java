package callboard.calls.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import callboard.calls.agent.AgentRepository.Day;
import callboard.calls.agent.Agents.Known;
import callboard.calls.lifecycle.AgentTimeline.Stay;
import callboard.contracts.AgentState;
import callboard.contracts.AgentTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimesTodayTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-01T20:00:00Z");

    private final AgentRepository rows = mock(AgentRepository.class);
    private final TimesToday times = new TimesToday(rows);

    @Test
    void aLargeCentresDayIsReadSomeAgentsAtATime() {
        var asked = new ArrayList<List<String>>();
        when(rows.stays(anyCollection(), any())).thenAnswer(call -> {
            Collection<String> agents = call.getArgument(0);
            asked.add(List.copyOf(agents));
            return each(agents, 1);
        });
        var agents = new ArrayList<>(IntStream.range(0, 100)
                .mapToObj(number -> agent("agent-" + number, 150))
                .toList());
        agents.add(agent("tireless", 3 * TimesToday.CALLS_AT_ONCE));

        var today = times.of(agents, START, NOW);

        assertThat(asked).allMatch(some -> some.size() * 150 <= TimesToday.CALLS_AT_ONCE);
        assertThat(asked).last().isEqualTo(List.of("tireless"));
        assertThat(asked.stream().flatMap(List::stream))
                .containsExactlyElementsOf(agents.stream().map(Known::id).toList());
        assertThat(today)
                .hasSize(agents.size())
                .allSatisfy((_, theirs) -> assertThat(theirs.talk()).isEqualTo(1));
    }

    @Test
    void oneAddsUpManyStaysForAllWhoAsk() throws Exception {
        var isAsked = new CountDownLatch(1);
        var mayAnswer = new CountDownLatch(1);
        when(rows.stays(anyCollection(), any())).thenAnswer(call -> {
            isAsked.countDown();
            mayAnswer.await();
            return each(call.getArgument(0), 10_001);
        });
        var agents = List.of(agent("ana", 10_001));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Map<String, AgentTimes>>>();
            for (int i = 0; i < 20; i++) {
                answers.add(threads.submit(() -> times.of(agents, START, NOW)));
            }
            isAsked.await();
            mayAnswer.countDown();
            for (var answer : answers) {
                assertThat(answer.get().get("ana").talk()).isEqualTo(10_001);
            }
        }
        verify(rows, times(1)).stays(anyCollection(), any());
    }

    @Test
    void fewStaysAreAddedUpForEachWhoAsks() {
        when(rows.stays(anyCollection(), any()))
                .thenAnswer(call -> each(call.getArgument(0), 1))
                .thenAnswer(call -> each(call.getArgument(0), 2));
        var agents = List.of(agent("ana", 1));

        assertThat(times.of(agents, START, NOW).get("ana").talk()).isEqualTo(1);
        assertThat(times.of(agents, START, NOW).get("ana").talk()).isEqualTo(2);
    }

    private static Known agent(String id, int calls) {
        return new Known(id, List.of(), List.of(), List.of(), new Day(calls, 0, null, NOW));
    }

    private static Map<String, List<Stay>> each(Collection<String> agents, int talks) {
        var stays =
                IntStream.range(0, talks).mapToObj(TimesTodayTest::ofASecond).toList();
        return agents.stream().collect(Collectors.toMap(Function.identity(), _ -> stays));
    }

    private static Stay ofASecond(int second) {
        var since = START.plusSeconds(second);
        return new Stay(AgentState.ON_CALL, "call-" + second, "sales", since, since.plusSeconds(1), null, 0);
    }
}
