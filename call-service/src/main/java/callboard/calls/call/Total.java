package callboard.calls.call;

/// How many calls a filter finds.
///
/// @param atLeast whether there may be more
record Total(long matching, boolean atLeast) {}
