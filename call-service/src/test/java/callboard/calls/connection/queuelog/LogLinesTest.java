package callboard.calls.connection.queuelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinesTest {

    private static final int LONGEST = 8 * 1024;

    private record Line(long begin, String text) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000, 64 * 1024, 1 << 20})
    void readsEachLineWhereItBeginsHoweverTheLogArrives(int piece) throws IOException {
        var random = new Random(piece);
        var log = new StringBuilder();
        var lines = new ArrayList<Line>();
        for (int i = 0; i < 300; i++) {
            // All lengths around those of the buffer and of the longest line, too.
            int length = i % 50 == 0 ? LONGEST - 2 + i / 50 : i % 77 == 0 ? 64 * 1024 * (i / 77) : random.nextInt(120);
            var text = "x".repeat(length);
            lines.add(new Line(log.length(), text.substring(0, Math.min(length, LONGEST))));
            log.append(text).append('\n');
        }
        var plain = log.toString().getBytes(StandardCharsets.UTF_8);

        assertThat(read(inPieces(plain, piece), 0)).isEqualTo(lines);
        assertThat(read(inPieces(gzip(plain), piece), 0)).isEqualTo(lines);
        assertThat(read(inPieces(gzip(plain), piece), lines.get(200).begin))
                .isEqualTo(lines.subList(200, lines.size()));
    }

    @Test
    void theLastLineNeedsNoEnd() throws IOException {
        assertThat(read(inPieces("é\n\nb".getBytes(StandardCharsets.UTF_8), 1), 0))
                .containsExactly(new Line(0, "é"), new Line(3, ""), new Line(4, "b"));
        assertThat(read(inPieces(new byte[0], 1), 0)).isEmpty();
        assertThat(read(inPieces("a".getBytes(StandardCharsets.UTF_8), 1), 0)).containsExactly(new Line(0, "a"));
    }

    private static List<Line> read(InputStream log, long from) throws IOException {
        var reader = LogLines.of(log, from);
        var lines = new ArrayList<Line>();
        long begin = from;
        for (var line = reader.read(); line != null; line = reader.read()) {
            lines.add(new Line(begin, line));
            begin = reader.next();
        }
        return lines;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static InputStream inPieces(byte[] bytes, int piece) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, piece));
            }
        };
    }
}
