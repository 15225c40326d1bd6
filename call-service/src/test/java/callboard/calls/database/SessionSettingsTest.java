package callboard.calls.database;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.SharedService;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class SessionSettingsTest {

    @Test
    void eachPathHasItsOwnAndWhatAllHave() {
        assertThat(settings("writePathDatabase"))
                .isEqualTo(Map.of(
                        "plan_cache_mode", "force_generic_plan",
                        "enable_seqscan", "off",
                        "statement_timeout", "0",
                        "jit", "off",
                        "idle_in_transaction_session_timeout", "1min"));
        assertThat(settings("readPathDatabase"))
                .isEqualTo(Map.of(
                        "plan_cache_mode", "force_generic_plan",
                        "enable_seqscan", "on",
                        "statement_timeout", "1min",
                        "jit", "off",
                        "idle_in_transaction_session_timeout", "1min"));
    }

    /// Others' are not changed with them.
    @Test
    void theSharedPoolHasNone() {
        assertThat(settings("dataSource"))
                .containsEntry("plan_cache_mode", "auto")
                .containsEntry("enable_seqscan", "on");
    }

    private static Map<String, String> settings(String pool) {
        var sql = new JdbcTemplate(SharedService.SERVICE.bean(pool, DataSource.class));
        var settings = new LinkedHashMap<String, String>();
        for (var name : new String[] {
            "plan_cache_mode", "enable_seqscan", "statement_timeout", "jit", "idle_in_transaction_session_timeout"
        }) {
            settings.put(name, sql.queryForObject("show " + name, String.class));
        }
        return settings;
    }
}
