package callboard.calls.connection.queuelog;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.connection.queuelog.FollowedLog.Line;
import callboard.calls.connection.queuelog.FollowedLog.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedLogTest {

    @TempDir
    private Path directory;

    private Path path;
    private FollowedLog log;
    private final List<Line> read = new ArrayList<>();
    private long now = 1000;

    @BeforeEach
    void begin() throws IOException {
        path = directory.resolve("queue_log");
        write("one\n");
        log = new FollowedLog(path, null);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    @Test
    void readsWhatIsAppended() throws IOException {
        assertThat(read()).containsExactly("one");
        assertThat(read()).isEmpty();
        write("two\nthree\n");
        assertThat(read()).containsExactly("two", "three");
    }

    @Test
    void waitsForTheOtherHalfOfALine() throws IOException {
        write("tw");
        assertThat(read()).containsExactly("one");
        write("o\nthr");
        assertThat(read()).containsExactly("two");
        write("ee\n");
        assertThat(read()).containsExactly("three");
    }

    @Test
    void readsWhatIsRenamedToItsEndAndThenWhatIsBegunAnew() throws IOException {
        read();
        write("two\nhalf");
        rotate("queue_log.1");
        assertThat(read()).as("nothing is begun anew yet").containsExactly("two");
        write("four\n");
        assertThat(read()).containsExactly("half", "four");
        assertThat(read).extracting(Line::position).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void readsWhatIsCutFromItsBeginning() throws IOException {
        write("two\n");
        read();
        Files.writeString(path, "x\n");
        assertThat(read()).containsExactly("x");
        assertThat(read).extracting(Line::position).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aLineWithoutEndIsCut() throws IOException {
        write("x".repeat(200_000) + "\nlast\n");
        assertThat(read()).endsWith("last").allMatch(line -> line.length() <= 65_536);
    }

    @Test
    void goesOnWhereItWas() throws IOException {
        write("two\nthree\n");
        read();
        again(log.place(read.get(1).position()));
        assertThat(read()).containsExactly("two", "three");
    }

    @Test
    void goesOnInWhatWasRenamedMeanwhileOftenToo() throws IOException {
        write("two\n");
        read();
        var place = log.place(read.getLast().position());
        rotate("queue_log.1");
        write("three\n");
        rotate("queue_log.2");
        write("four\n");

        again(place);
        assertThat(read()).containsExactly("two", "three", "four");
    }

    @Test
    void aPlaceInTheFileBeforeIsKept() throws IOException {
        read();
        rotate("queue_log.1");
        write("two\n");
        read();
        again(log.place(read.getFirst().position()));
        assertThat(read()).containsExactly("one", "two");
    }

    @Test
    void whatIsNoLongerTheSameFileIsReadFromItsBeginning() throws IOException {
        write("two\n");
        read();
        var place = log.place(log.next());
        // Cut and written anew while nobody read, and longer than before.
        Files.writeString(path, "other\nand\nmore\n");

        again(place);
        assertThat(read()).containsExactly("other", "and", "more");
    }

    private void again(@Nullable Place place) throws IOException {
        log.close();
        log = new FollowedLog(path, place);
    }

    private List<String> read() throws IOException {
        var all = new ArrayList<Line>();
        for (var lines = log.read(); !lines.isEmpty(); lines = log.read()) {
            all.addAll(lines);
        }
        read.addAll(all);
        return all.stream().map(Line::text).toList();
    }

    private void write(String text) throws IOException {
        Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void rotate(String to) throws IOException {
        Files.move(path, directory.resolve(to));
        Files.setLastModifiedTime(directory.resolve(to), FileTime.fromMillis(now++));
    }
}
