package callboard.calls.security;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.SharedService;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyFilterTest {

    private final Api api = SharedService.SERVICE.api;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/ops/parked",
                "/api/%6Fps/parked",
                "/api/ops;x=1/parked",
                "/api;x/ops/undelivered",
                "/%61pi/ops/undelivered"
            })
    void noSpellingOfAnAddressOpensWhatIsForOperators(String path) {
        assertThat(api.get(path).status()).isIn(401, 404);
        assertThat(api.get(path, Map.of("X-API-Key", Api.KEY)).status()).isIn(403, 404);
    }
}
