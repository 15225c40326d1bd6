package callboard.realtime.room;

/// JSON that is passed on as its bytes; only made of what was checked to be JSON.
@SuppressWarnings("ArrayRecordComponent")
public record RawJson(byte[] utf8) {}
