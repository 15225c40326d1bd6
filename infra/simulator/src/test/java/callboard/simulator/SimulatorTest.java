package callboard.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.simulator.MisbehavingService.Manners;
import callboard.simulator.MisbehavingService.Manners.HangUp;
import callboard.simulator.MisbehavingService.Manners.KeepAndHangUp;
import callboard.simulator.MisbehavingService.Manners.Status;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class SimulatorTest {

    private final MisbehavingService service = new MisbehavingService();
    private final StringWriter errors = new StringWriter();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void everyCallThatIsBegunIsEndedThoughTheServiceMisbehaves() {
        var manners = new ArrayList<Manners>();
        for (int times = 0; times < 4; times++) {
            manners.addAll(List.of(new Status(500), new HangUp(), new KeepAndHangUp(), new Status(503)));
        }
        service.willDo(manners.toArray(Manners[]::new));

        assertThat(run("load --rate=2000 --connections=8 --calls=60 --seed=5")).isZero();

        assertThat(service.kept())
                .filteredOn(body -> body.contains("call_initiated"))
                .hasSize(60);
        assertThat(service.kept())
                .filteredOn(body -> body.contains("call_ended"))
                .hasSize(60);
        assertThat(service.kept()).containsAll(service.attempts());
    }

    @Test
    void badHabitsReachTheService() {
        assertThat(run("load --rate=2000 --calls=60 --seed=5 --bad-habits=0.3")).isZero();
        assertThat(service.attempts()).contains("hello");
        assertThat(service.attempts()).hasSizeGreaterThan(service.kept().size());
    }

    @Test
    void aWrongApiKeyEndsTheRunWithOneSentence() {
        service.willDo(Stream.generate(() -> new Status(401)).limit(500).toArray(Manners[]::new));
        assertThat(run("load --rate=100 --calls=5")).isEqualTo(1);
        assertThat(errors.toString()).contains("--api-key").doesNotContain("\tat ");
    }

    @Test
    void nonsenseOnTheCommandLineIsExplained() {
        assertThat(run("load --rate=0")).isEqualTo(2);
        assertThat(errors.toString()).contains("rate").doesNotContain("\tat ");
    }

    @Test
    void aKindThatIsNoneIsToldWithThoseThatAre() {
        assertThat(run("load --via=telegraph")).isEqualTo(2);
        assertThat(errors.toString()).contains("telegraph", "cloudevents").doesNotContain("\tat ");
    }

    @Test
    void whereToAndWithWhatKeyMayBeSaidBeforeTheMode() {
        assertThat(Simulator.commandLine().execute("--url=" + service.url(), "--json", "load", "--calls=1"))
                .isZero();
        assertThat(service.kept()).isNotEmpty();
    }

    private int run(String arguments) {
        var line = Stream.concat(Stream.of(arguments.split(" ")), Stream.of("--url=" + service.url(), "--json"))
                .toArray(String[]::new);
        return Simulator.commandLine().setErr(new PrintWriter(errors, true)).execute(line);
    }
}
