package callboard.calls.outbox;

import callboard.calls.rows.Columns;
import callboard.calls.web.ProblemException;
import callboard.contracts.ProblemCode;
import callboard.contracts.Undelivered;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What Redis would not take, for operators: to be listed, sent again or dropped.
@RestController
class UndeliveredController {

    private static final int MOST = 1000;

    // Under a new id: it goes out after all that wait now. Clients drop what is older than what they have.
    private static final String REPLAY = """
            with back as (delete from undelivered where id = ? returning channel, call_id, sequence, payload)
            insert into outbox (channel, call_id, sequence, payload) select * from back
            """;

    private final JdbcTemplate sql;
    private final OutboxRelay relay;

    UndeliveredController(JdbcTemplate sql, OutboxRelay relay) {
        this.sql = sql;
        this.relay = relay;
    }

    /// The oldest first, a thousand at most.
    @GetMapping("/api/ops/undelivered")
    List<Undelivered> list() {
        return sql.query(
                "select * from undelivered order by id limit " + MOST,
                (row, _) -> new Undelivered(
                        row.getLong("id"),
                        row.getString("channel"),
                        row.getString("call_id"),
                        row.getInt("sequence"),
                        row.getString("payload"),
                        row.getString("reason"),
                        Columns.instant(row, "since")));
    }

    /// Puts one back into the outbox.
    @PostMapping("/api/ops/undelivered/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replay(@PathVariable long id) {
        throwUnlessFound(sql.update(REPLAY, id));
        relay.wake();
    }

    /// Drops one for good; the call's history keeps its event.
    @DeleteMapping("/api/ops/undelivered/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable long id) {
        throwUnlessFound(sql.update("delete from undelivered where id = ?", id));
    }

    private static void throwUnlessFound(int rows) {
        if (rows == 0) {
            throw new ProblemException(
                    HttpStatus.NOT_FOUND, ProblemCode.NOT_FOUND, "There is nothing undelivered under this id");
        }
    }
}
