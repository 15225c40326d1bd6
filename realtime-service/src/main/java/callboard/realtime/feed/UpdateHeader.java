package callboard.realtime.feed;

import callboard.contracts.Ids;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.CharsetUtil;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The fields of a `CallStatusUpdate` that decide who gets it.
///
/// @param eventType null when it names none
/// @param queueId   null when it names none
/// @param sequence  0 when it names none
record UpdateHeader(
        String callId, @Nullable String eventType, @Nullable String queueId, int sequence) {

    private static final JsonFactory JSON = new JsonFactory();

    /// Reads them and validates the rest: what is not one whole JSON object in UTF-8 would break the connection
    /// of every client it is sent to.
    static Optional<UpdateHeader> read(byte[] utf8) {
        try {
            return isText(utf8) ? Optional.ofNullable(parse(utf8)) : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    /// The queue that a JSON object is about; null when it names none.
    static @Nullable String queueOf(byte[] object) {
        String queueId = null;
        try (var parser = JSON.createParser(ObjectReadContext.empty(), object)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean named = parser.currentName().equals("queueId");
                parser.nextToken();
                if (named) {
                    queueId = text(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return queueId;
    }

    /// Whether it can be passed on as it is.
    static boolean isJsonObject(byte[] utf8) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), utf8)) {
            if (!isText(utf8) || parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (JacksonException malformed) {
            return false;
        }
    }

    private static boolean isText(byte[] utf8) {
        return ByteBufUtil.isText(Unpooled.wrappedBuffer(utf8), CharsetUtil.UTF_8);
    }

    private static @Nullable UpdateHeader parse(byte[] utf8) {
        String callId = null;
        String eventType = null;
        String queueId = null;
        int sequence = 0;
        try (var parser = JSON.createParser(ObjectReadContext.empty(), utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "callId" -> callId = text(parser);
                    case "eventType" -> eventType = text(parser);
                    case "queueId" -> queueId = text(parser);
                    case "sequence" ->
                        sequence = parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : 0;
                    default -> parser.skipChildren();
                }
            }
            boolean whole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            return whole && callId != null && Ids.isId(callId)
                    ? new UpdateHeader(callId, eventType, queueId, sequence)
                    : null;
        }
    }

    private static @Nullable String text(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        parser.skipChildren();
        return null;
    }
}
