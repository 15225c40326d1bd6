package callboard.calls.stats;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.SharedService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What reports say of anything that happens is held by [CountedStreamsTest].
class ReportsTest {

    @ParameterizedTest
    @CsvSource({
        "from=2026-11-01T00:07:00Z&to=2026-11-02T00:00:00Z, from",
        "to=2026-11-02T00:00:00Z, from",
        "from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:01Z, to",
        "from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z, to",
        "from=2025-01-01T00:00:00Z&to=2026-11-01T00:00:00Z, to",
        "from=2026-11-01T00:00:00Z&to=2026-11-16T15:15:00Z&interval=15m, interval",
        "from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&interval=1y, interval",
        "from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&by=place, by",
        "from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&by=team&queueId=medical_spanish, queueId",
        "from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&by=team&team=Legal, team",
        "from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&by=agent&team=, team",
        "from=2026-10-01T00:00:00Z&to=2026-11-02T00:00:00Z&by=agent&interval=1h, interval",
        "from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&by=agent&queueId=medical_spanish, queueId",
        "from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&queueId=nobody, queueId",
        "from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&zone=Madrid, zone",
    })
    void whatCannotBeReportedIsRefused(String query, String path) {
        var answer = SharedService.SERVICE.api.get("/api/reports?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("issues").path(0).path("path").asString()).isEqualTo(path);
    }

    @Test
    void asManyIntervalsAsThereMayBeAreReported() {
        var report = SharedService.SERVICE
                .api
                .get("/api/reports?from=2026-11-01T00:00:00Z&to=2026-11-16T15:00:00Z&interval=15m&zone=Europe/Madrid")
                .body();

        assertThat(report.path("span").path("rows")).hasSize(1500);
    }

    @Test
    void aWholeSpanIsOneInterval() {
        var report = SharedService.SERVICE
                .api
                .get("/api/reports?from=2026-10-07T09:15:00Z&to=2026-11-10T11:00:00Z&interval=all&zone=Europe/Madrid")
                .body();

        assertThat(report.path("span").path("rows")).hasSize(1);
        assertThat(report.path("span").path("rows").path(0).path("from").asString())
                .isEqualTo("2026-10-07T09:15:00Z");
        assertThat(report.path("span").path("rows").path(0).path("to").asString())
                .isEqualTo("2026-11-10T11:00:00Z");
        assertThat(report.path("before").path("rows")).hasSize(1);
    }

    /// The day before is an hour longer, and none of its parts is two.
    @Test
    void theSpanBeforeMayHaveMore() {
        var report = SharedService.SERVICE
                .api
                .get("/api/reports?from=2026-10-25T23:00:00Z&to=2026-11-10T11:00:00Z&interval=15m&zone=Europe/Madrid")
                .body();
        var day = SharedService.SERVICE
                .api
                .get("/api/reports?from=2026-10-25T23:00:00Z&to=2026-10-26T23:00:00Z&interval=1h&zone=Europe/Madrid")
                .body();

        assertThat(report.path("span").path("rows")).hasSize(1488);
        assertThat(day.path("span").path("rows")).hasSize(24);
        assertThat(day.path("before").path("rows")).hasSize(25);
    }
}
