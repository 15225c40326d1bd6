package callboard.calls.alert;

import callboard.contracts.AlertLevel;
import callboard.contracts.AlertState;
import callboard.contracts.Rule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which alerts are asked for.
///
/// @param states any of these; empty for all
/// @param levels any of these; empty for all
/// @param rules  any of these; empty for all
record AlertFilter(
        Set<AlertState> states,
        Set<AlertLevel> levels,
        Set<Rule> rules,
        @Nullable String queueId,
        @Nullable String callId) {}
