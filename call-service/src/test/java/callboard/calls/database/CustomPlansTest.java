package callboard.calls.database;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.SharedService;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class CustomPlansTest {

    private final JdbcClient sql = SharedService.SERVICE.bean("readPathClient", JdbcClient.class);

    @Test
    void whatIsReadIsPlannedForItsValuesAndOthersAreNot() {
        assertThat(SharedService.SERVICE.bean(CustomPlans.class).read(this::planning))
                .isEqualTo("force_custom_plan");

        assertThat(planning()).isEqualTo("force_generic_plan");
    }

    private String planning() {
        return sql.sql("show plan_cache_mode").query(String.class).single();
    }
}
