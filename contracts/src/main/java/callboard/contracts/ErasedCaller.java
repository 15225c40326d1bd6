package callboard.contracts;

/// What was erased of a number: the answer to `DELETE /api/ops/callers/{number}`.
///
/// @param calls    calls whose number, name and attributes are gone
/// @param events   events in their histories that had told of them
/// @param messages messages not delivered yet that had carried them
public record ErasedCaller(int calls, int events, int messages) {}
