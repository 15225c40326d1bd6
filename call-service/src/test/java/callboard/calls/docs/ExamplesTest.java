package callboard.calls.docs;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.testing.SchemaCheck;
import callboard.testing.TestRedis;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The examples in `docs/examples` are run as a reader would, on a new service, and answered as they say.
class ExamplesTest {

    private static final Path FOLDER = SchemaCheck.root().resolve("docs", "examples");

    @Test
    void everyExampleIsAnsweredAsItSays() throws IOException {
        try (var redis = TestRedis.started();
                var service = RunningService.start(redis)) {
            for (var file : files()) {
                play(file, service.api);
            }
        }
    }

    @Test
    void everyFileIsListed() throws IOException {
        var list = Files.readString(FOLDER.resolve("README.md"));

        assertThat(files()).isNotEmpty().allSatisfy(file -> assertThat(list).contains("(" + file.getFileName() + ")"));
    }

    private static void play(Path file, Api api) throws IOException {
        var values = Example.variables(file);
        values.put("calls", api.uri("").toString());
        values.put("key", Api.KEY);
        values.put("adminKey", Api.ADMIN_KEY);
        var examples = Example.in(file);
        assertThat(examples).as("%s", file).isNotEmpty();
        for (var example : examples) {
            var request = HttpRequest.newBuilder(URI.create(Example.filled(example.address(), values)))
                    .method(example.method(), BodyPublishers.ofString(example.body()));
            example.headers().forEach((name, value) -> request.header(name, Example.filled(value, values)));
            var answer = api.send(request);
            assertThat(answer.status())
                    .as(
                            "%s: %s: %s",
                            file.getFileName(), example.title(), answer.raw().body())
                    .isEqualTo(example.expected());
            if (example.remember() != null) {
                var value = answer.text(example.remember().getValue());
                assertThat(value)
                        .as("%s: %s", file.getFileName(), example.title())
                        .isNotEmpty();
                values.put(example.remember().getKey(), value);
            }
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".http"))
                    .sorted()
                    .toList();
        }
    }
}
