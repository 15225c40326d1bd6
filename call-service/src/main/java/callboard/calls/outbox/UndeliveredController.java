package callboard.calls.outbox;

import callboard.calls.rows.Columns;
import callboard.calls.web.Problems;
import callboard.calls.web.Trace;
import callboard.contracts.ProblemCode;
import callboard.contracts.Undelivered;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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
    ResponseEntity<Object> replay(@PathVariable long id, HttpServletRequest request) {
        var answer = done(sql.update(REPLAY, id), request);
        relay.wake();
        return answer;
    }

    /// Drops one for good; the call's history keeps its event.
    @DeleteMapping("/api/ops/undelivered/{id}")
    ResponseEntity<Object> drop(@PathVariable long id, HttpServletRequest request) {
        return done(sql.update("delete from undelivered where id = ?", id), request);
    }

    private static ResponseEntity<Object> done(int rows, HttpServletRequest request) {
        return rows == 1
                ? ResponseEntity.noContent().build()
                : Problems.answer(Problems.problem(
                        HttpStatus.NOT_FOUND,
                        ProblemCode.NOT_FOUND,
                        "There is nothing undelivered under this id",
                        Trace.of(request)));
    }
}
