package callboard.realtime.socket;

import io.netty.handler.codec.http.HttpResponseStatus;

/// Why a request is refused: Engine.IO's codes and messages, and ours for overload.
enum EngineIoError {
    TRANSPORT_UNKNOWN(HttpResponseStatus.BAD_REQUEST, 0, "Transport unknown"),
    SESSION_UNKNOWN(HttpResponseStatus.BAD_REQUEST, 1, "Session ID unknown"),
    /// The same, with a status by which a proxy asks the next replica.
    SESSION_ELSEWHERE(HttpResponseStatus.NOT_FOUND, 1, "Session ID unknown"),
    BAD_METHOD(HttpResponseStatus.BAD_REQUEST, 2, "Bad handshake method"),
    NOT_FOUND(HttpResponseStatus.NOT_FOUND, 3, "Not found"),
    BAD_REQUEST(HttpResponseStatus.BAD_REQUEST, 3, "Bad request"),
    FORBIDDEN(HttpResponseStatus.FORBIDDEN, 4, "Forbidden"),
    UNSUPPORTED_VERSION(HttpResponseStatus.BAD_REQUEST, 5, "Unsupported protocol version"),
    TOO_MANY_HANDSHAKES(
            HttpResponseStatus.TOO_MANY_REQUESTS, 4, "Too many handshakes from this address; try again in a second"),
    TOO_MANY_CONNECTIONS(HttpResponseStatus.SERVICE_UNAVAILABLE, 4, "Too many connections; try again later"),
    TOO_MANY_FROM_ADDRESS(
            HttpResponseStatus.TOO_MANY_REQUESTS, 4, "Too many connections from this address; close some first"),
    TOO_LARGE(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, 3, "The body is larger than maxPayload");

    private final HttpResponseStatus status;
    private final int code;
    private final String message;

    EngineIoError(HttpResponseStatus status, int code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    /// The body: Engine.IO's members and those of a problem (RFC 9457).
    record Body(int code, String message, String type, String title, int status, String detail) {}

    HttpResponseStatus status() {
        return status;
    }

    Body body() {
        return new Body(code, message, "about:blank", status.reasonPhrase(), status.code(), message);
    }
}
