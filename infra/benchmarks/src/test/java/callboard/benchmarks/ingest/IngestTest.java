package callboard.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.benchmarks.Benchmarks;
import callboard.simulator.MisbehavingService;
import callboard.simulator.MisbehavingService.Manners;
import callboard.simulator.MisbehavingService.Manners.HangUp;
import callboard.simulator.MisbehavingService.Manners.KeepAndHangUp;
import callboard.simulator.MisbehavingService.Manners.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class IngestTest {

    @Test
    void everyCallThatIsBegunIsEndedThoughTheServiceMisbehaves() {
        var manners = new ArrayList<Manners>();
        for (int times = 0; times < 4; times++) {
            manners.addAll(List.of(new Status(500), new HangUp(), new KeepAndHangUp(), new Status(503)));
        }
        try (var service = new MisbehavingService().willDo(manners.toArray(Manners[]::new))) {
            int exitCode = Benchmarks.commandLine()
                    .execute("ingest", "--connections=4", "--calls=60", "--seed=5", "--json", "--url=" + service.url());

            assertThat(exitCode).isZero();
            assertThat(service.kept())
                    .filteredOn(body -> body.contains("call_initiated"))
                    .hasSize(60);
            assertThat(service.kept())
                    .filteredOn(body -> body.contains("call_ended"))
                    .hasSize(60);
            assertThat(service.kept()).containsAll(service.attempts());
        }
    }
}
