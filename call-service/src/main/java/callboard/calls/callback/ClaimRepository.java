package callboard.calls.callback;

import callboard.calls.database.ReadPath;
import callboard.calls.database.WritePath;
import callboard.calls.rows.Columns;
import callboard.calls.rows.Numbers;
import callboard.contracts.CallbackClaim;
import callboard.contracts.viewer.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of `callback_claims`. A claim is over when its caller was reached; that follows from the calls there
/// are, and is written nowhere.
@Component
class ClaimRepository {

    private static final String CALLER = Numbers.keyIn("lost.parties", "from");

    // Live calls that somebody has answered, few and in no index of numbers: their keys are made once for all claims.
    private static final String TALKING =
            """
            with talking as materialized (
              select %s as from_key, %s as to_key, answered_at from calls as talk
              where status <> 'ended' and answered_at is not null and parties is not null)
            """.formatted(Numbers.keyIn("talk.parties", "from"), Numbers.keyIn("talk.parties", "to"));

    // As the dashboard lists who is to be called back.
    private static final String IS_DUE = """
            lost.status = 'ended' and lost.end_reason in ('abandoned', 'callback', 'overflowed', 'voicemail')
            and coalesce(lost.parties ->> 'direction', '') not in ('outbound', 'callback')
            and coalesce(%1$s, '') <> '' and not exists (%2$s) and not exists (%3$s) and not exists (
              select from talking where %1$s in (from_key, to_key) and talking.answered_at > lost.start_time)
            """.formatted(CALLER, reached("from"), reached("to"));

    private static final String STANDING = TALKING + "select lost.queue_id, " + IS_DUE + """
            as due from calls as lost where lost.id = ? for key share""";

    // Of two who claim at once the second waits for the first, and finds its row.
    private static final String CLAIM = """
            insert into callback_claims as claim (call_id, claimed_by, claimed_at) values (?, ?, ?)
            on conflict (call_id) do update set call_id = claim.call_id
            returning claimed_by, claimed_at, xmax = 0 as is_new""";

    private static final String CURRENT = TALKING + """
            select claim.call_id, lost.queue_id, claim.claimed_by, claim.claimed_at
            from (select * from callback_claims order by claimed_at desc limit ?) as claim
            join calls as lost on lost.id = claim.call_id
            where (?::text[] is null or lost.queue_id = any(?)) and
            """ + IS_DUE + """
            order by claim.claimed_at desc, claim.call_id
            """;

    private final JdbcClient writes;
    private final JdbcClient reads;

    ClaimRepository(@WritePath JdbcClient writes, @ReadPath JdbcClient reads) {
        this.writes = writes;
        this.reads = reads;
    }

    /// That somebody talked with the caller after the call began, on a call that has the number there and is over.
    private static String reached(String party) {
        return """
                select from calls as talk where talk.status = 'ended' and talk.parties is not null and %s = %s
                and talk.answered_at > lost.start_time and talk.id <> lost.id
                """.formatted(Numbers.keyIn("talk.parties", party), CALLER);
    }

    /// @param due whether its caller is to be called back
    record Standing(String queueId, boolean due) {}

    /// How the call stands; it stays until the caller's transaction ends.
    Optional<Standing> standing(String callId) {
        return writes.sql(STANDING)
                .param(callId)
                .query((row, _) -> new Standing(row.getString("queue_id"), row.getBoolean("due")))
                .optional();
    }

    /// @param isNew whether nobody had claimed it before
    record Claimed(CallbackClaim claim, boolean isNew) {}

    /// The claim of whoever was first.
    Claimed claim(String callId, String queueId, String by, Instant at) {
        return writes.sql(CLAIM)
                .params(callId, by, Columns.time(at))
                .query((row, _) -> new Claimed(claim(callId, queueId, row), row.getBoolean("is_new")))
                .single();
    }

    /// @return whether there was one
    boolean release(String callId) {
        return writes.sql("delete from callback_claims where call_id = ?")
                        .param(callId)
                        .update()
                > 0;
    }

    /// Of the latest so many, those whose callers are still to be called back and whose queues the viewer sees.
    List<CallbackClaim> current(int most, Viewer viewer) {
        var queues = viewer.queues() == null ? null : viewer.queues().toArray(String[]::new);
        return reads.sql(CURRENT)
                .param(most)
                .param(queues)
                .param(queues)
                .query((row, _) -> claim(row.getString("call_id"), row.getString("queue_id"), row))
                .list();
    }

    private static CallbackClaim claim(String callId, String queueId, ResultSet row) throws SQLException {
        return new CallbackClaim(callId, queueId, row.getString("claimed_by"), Columns.instant(row, "claimed_at"));
    }
}
