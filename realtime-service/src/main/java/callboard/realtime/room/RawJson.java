package callboard.realtime.room;

/// JSON that is sent on as the bytes it came in; only ever made of what was checked to be JSON.
@SuppressWarnings("ArrayRecordComponent")
public record RawJson(byte[] utf8) {}
