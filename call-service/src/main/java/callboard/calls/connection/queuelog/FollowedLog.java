package callboard.calls.connection.queuelog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A log that is written to while it is read: it grows, is renamed and begun anew, or cut. What was renamed is read to
/// its end first, also after a restart, as long as it lies beside the log and is not compressed.
public final class FollowedLog implements AutoCloseable {

    /// Where to go on after a restart.
    ///
    /// @param file the file system's name of the file, which stays when it is renamed
    /// @param head how it begins: another file may have got its name since
    public record Place(String file, String head, long position) {}

    /// A line that is complete.
    ///
    /// @param position grows from line to line, from file to file, too
    public record Line(String text, long position) {}

    /// @param base position of its first line
    private record Segment(String file, String head, long base) {}

    private record Candidate(Path path, String file, FileTime modified) {}

    private static final int BUFFER = 64 * 1024;
    private static final int HEAD = 200;

    private final Path path;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private final List<Segment> segments = new ArrayList<>();
    private FileChannel channel;
    private long position;

    /// @param path  as it is called while it is written to
    /// @param place where to go on, if it was followed before
    public FollowedLog(Path path, @Nullable Place place) throws IOException {
        this.path = path;
        var known = place == null ? Optional.<Candidate>empty() : find(place);
        channel = FileChannel.open(known.map(Candidate::path).orElse(path));
        // What it is called may have changed at this very moment; then it is begun anew, which repeats.
        begin(known.map(Candidate::file).orElse(key(path)), 0);
        if (place != null && known.isPresent() && place.position <= channel.size()) {
            position = place.position;
        }
    }

    private void begin(String file, long base) throws IOException {
        position = 0;
        segments.add(new Segment(file, head(), base));
    }

    /// The next lines; none at the end.
    public List<Line> read() throws IOException {
        if (channel.size() < position) {
            begin(segments.getLast().file, next());
        }
        var lines = lines(false);
        if (lines.isEmpty() && isRenamed()) {
            // What was written up to now, and then nothing more is.
            lines = lines(true);
            if (lines.isEmpty()) {
                goOn();
                lines = lines(false);
            }
        }
        return lines;
    }

    /// @param isOver whether half a line stays one
    private List<Line> lines(boolean isOver) throws IOException {
        buffer.clear();
        int read = Math.max(0, channel.read(buffer, position));
        var bytes = buffer.array();
        var lines = new ArrayList<Line>();
        int begin = 0;
        for (int i = 0; i < read; i++) {
            if (bytes[i] == '\n') {
                lines.add(line(begin, i));
                begin = i + 1;
            }
        }
        if (begin < read && (isOver || begin == 0 && read == BUFFER)) {
            lines.add(line(begin, read));
            begin = read;
        }
        position += begin;
        return lines;
    }

    private Line line(int begin, int end) {
        return new Line(new String(buffer.array(), begin, end - begin, StandardCharsets.UTF_8), next() + begin);
    }

    /// Where the next line begins.
    public long next() {
        return segments.getLast().base + position;
    }

    /// Whether there is a file of that name now.
    public boolean isThere() {
        return Files.exists(path);
    }

    private boolean isRenamed() throws IOException {
        return isThere() && !key(path).equals(segments.getLast().file);
    }

    /// With the file that was written after this one.
    private void goOn() throws IOException {
        var files = files();
        var current = segments.getLast().file;
        int at = 0;
        while (at < files.size() && !files.get(at).file.equals(current)) {
            at++;
        }
        var following = files.get(at < files.size() - 1 ? at + 1 : files.size() - 1);
        long base = next();
        var opened = FileChannel.open(following.path);
        channel.close();
        channel = opened;
        begin(following.file, base);
    }

    /// Where to go on to read again from a position.
    public Place place(long from) throws IOException {
        var last = segments.getLast();
        if (last.head.isEmpty()) {
            segments.set(segments.size() - 1, new Segment(last.file, head(), last.base));
        }
        while (segments.size() > 1 && segments.get(1).base <= from) {
            segments.removeFirst();
        }
        var segment = segments.getFirst();
        return new Place(segment.file, segment.head, from - segment.base);
    }

    private Optional<Candidate> find(Place place) throws IOException {
        for (var each : files()) {
            if (each.file.equals(place.file)) {
                try (var opened = FileChannel.open(each.path)) {
                    return place.head.equals(head(opened)) ? Optional.of(each) : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /// This one and those it was renamed to, the newest last.
    private List<Candidate> files() throws IOException {
        var files = new ArrayList<Candidate>();
        try (var beside = Files.newDirectoryStream(path.toAbsolutePath().getParent(), path.getFileName() + "?*")) {
            for (var each : beside) {
                if (Files.isRegularFile(each) && !each.toString().endsWith(".gz")) {
                    files.add(candidate(each));
                }
            }
        }
        files.sort(Comparator.comparing(Candidate::modified));
        files.add(candidate(path));
        return files;
    }

    private static Candidate candidate(Path path) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Candidate(path, String.valueOf(attributes.fileKey()), attributes.lastModifiedTime());
    }

    private static String key(Path path) throws IOException {
        return candidate(path).file;
    }

    private String head() throws IOException {
        return head(channel);
    }

    /// Its first line, once that is complete.
    private static String head(FileChannel file) throws IOException {
        var first = ByteBuffer.allocate(HEAD);
        int read = Math.max(0, file.read(first, 0));
        var text = new String(first.array(), 0, read, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        return end >= 0 ? text.substring(0, end) : read == HEAD ? text : "";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
