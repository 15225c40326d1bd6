package callboard.contracts;

/// What is known of a number: `GET /api/ops/callers/{number}`.
///
/// @param calls calls that it made or that were made to it, which would be erased of it
public record KnownCaller(int calls) {}
