package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The page that the API is browsed with, under its own content security policy.
@WithCallboard
class ApiPageIT {

    private final RunningCallboard callboard;
    private final Browsers browsers;

    ApiPageIT(RunningCallboard callboard, Browsers browsers) {
        this.callboard = callboard;
        this.browsers = browsers;
    }

    @Test
    void everyOperationCanBeBrowsed() {
        try (var page = browsers.openApi(callboard)) {
            page.says("Callboard", "/api/events/batch", "/api/calls/{id}/events", "/api/ops/undelivered/{id}/replay");
            assertThat(page.errors()).isEmpty();
        }
    }
}
