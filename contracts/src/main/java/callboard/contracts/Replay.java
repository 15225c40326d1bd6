package callboard.contracts;

import java.time.Instant;
import java.util.List;

/// The board over a time that is past: `GET /api/replay`. At any moment of it, each call stood as the span says that
/// began last.
///
/// @param from  where it begins: later than asked for where more happened than one answer holds
/// @param to    where it ends; never later than the answer
/// @param calls those that waited, were served or were on hold in that time, in no order
public record Replay(Instant from, Instant to, List<ReplayedCall> calls) {

    public Replay {
        calls = List.copyOf(calls);
    }
}
