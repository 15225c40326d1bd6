package callboard.contracts;

/// A rule that an event broke, with the figures in words: `Waited 42 s; the limit is 30 s`.
public record Flag(Rule rule, String message) {}
