package callboard.calls.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MimeType;

/// How a body is encoded on its way: compressed or not, and in which characters.
///
/// @param gzip    whether it is compressed
/// @param charset of its text; null for UTF-8
public record BodyEncoding(boolean gzip, @Nullable Charset charset) {

    /// The codings that are taken, for the header `Accept-Encoding` of an answer.
    public static final String TAKEN = "gzip, identity";

    private static final int HEADER_LENGTH = 10;

    /// A body as UTF-8, or why there is none.
    public sealed interface Decoded {

        record Utf8(byte[] bytes) implements Decoded {}

        record TooLarge() implements Decoded {}

        /// @param reason for its sender to read
        record Broken(String reason) implements Decoded {}
    }

    /// @param codings the values of `Content-Encoding`
    /// @return empty for codings that are not taken
    public static Optional<BodyEncoding> of(Collection<String> codings, @Nullable MimeType type) {
        var charset = type == null ? null : type.getCharset();
        if (codings.isEmpty()) {
            return Optional.of(new BodyEncoding(false, charset));
        }
        var named = codings.stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .toList();
        return switch (named.size()) {
            case 0 -> Optional.of(new BodyEncoding(false, charset));
            case 1 ->
                named.getFirst().equals("gzip") || named.getFirst().equals("x-gzip")
                        ? Optional.of(new BodyEncoding(true, charset))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// @param maxBytes of what it inflates to
    public Decoded decode(byte[] body, int maxBytes) {
        if (!gzip || !isGzip(body)) {
            return text(body);
        }
        try (var in = new WholeGzip(body)) {
            var inflated = in.readNBytes(maxBytes + 1);
            if (inflated.length > maxBytes) {
                return new Decoded.TooLarge();
            }
            return in.hasMore() ? new Decoded.Broken("The gzip body goes on after its end") : text(inflated);
        } catch (IOException _) {
            return new Decoded.Broken("The body is broken gzip");
        }
    }

    /// Some proxies inflate a body and leave its header. No text begins like this.
    private static boolean isGzip(byte[] body) {
        return body.length >= 2 && body[0] == (byte) 0x1f && body[1] == (byte) 0x8b;
    }

    private Decoded text(byte[] body) {
        if (charset == null || charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII)) {
            return new Decoded.Utf8(body);
        }
        try {
            CharBuffer text = inOrder(charset, body).newDecoder().decode(ByteBuffer.wrap(body));
            return new Decoded.Utf8(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (CharacterCodingException _) {
            return new Decoded.Broken("The body is not text in " + charset.name());
        }
    }

    /// Without a byte order mark, JSON tells its order itself: it begins with a character of ASCII.
    private static Charset inOrder(Charset charset, byte[] body) {
        boolean isLittleEndian = body.length > 1 && body[0] != 0 && body[0] != (byte) 0xfe && body[0] != (byte) 0xff;
        return isLittleEndian && (charset.equals(StandardCharsets.UTF_16) || charset.equals(StandardCharsets.UTF_32))
                ? Charset.forName(charset.name() + "LE")
                : charset;
    }

    /// Knows whether anything follows the last member, which Java passes over.
    private static final class WholeGzip extends GZIPInputStream {

        private static final int TRAILER = 8;

        WholeGzip(byte[] body) throws IOException {
            // All of it in one buffer: what the inflater has left is all that is left.
            super(new ByteArrayInputStream(body), Math.max(body.length, HEADER_LENGTH));
        }

        boolean hasMore() {
            return inf.getRemaining() > TRAILER;
        }
    }
}
