package callboard.benchmarks.reads;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.benchmarks.Benchmarks;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadsTest {

    private static final String PAGE = """
            {"data":[{"id":"c1","queueId":"legal_english","agentId":"ana"}],"total":1,"page":1,"limit":20,"totalPages":1}""";

    private final AtomicInteger asked = new AtomicInteger();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private final StringWriter errors = new StringWriter();
    private volatile int status = 200;
    private HttpServer service;

    @BeforeEach
    void serve() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            asked.incrementAndGet();
            paths.add(exchange.getRequestURI().toString());
            var body = PAGE.getBytes();
            // The page that questions are made of is always there.
            exchange.sendResponseHeaders(
                    exchange.getRequestURI().getPath().equals("/api/calls") ? 200 : status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void asksAgainAndAgainAndTellsWhoWasBusy() {
        assertThat(run("--only=agents", "--pid=here=" + ProcessHandle.current().pid()))
                .isZero();
        assertThat(asked.get()).isGreaterThan(2);
    }

    @Test
    void asksForReports() {
        assertThat(run("--reports", "--only=year by days")).isZero();
        assertThat(paths).isNotEmpty().allMatch(path -> path.startsWith("/api/reports?"));
    }

    @Test
    void anAnswerOtherThan200FailsTheRun() {
        status = 503;
        assertThat(run("--only=agents")).isEqualTo(1);
    }

    @Test
    void nonsenseOnTheCommandLineIsExplained() {
        assertThat(run("--connections=0")).isEqualTo(2);
        assertThat(run("--only=agents", "--pid=nobody=99999999")).isEqualTo(2);
        assertThat(errors.toString())
                .contains("--connections")
                .contains("99999999")
                .doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        var line = new ArrayList<>(List.of(
                "reads",
                "--url=http://localhost:" + service.getAddress().getPort(),
                "--json",
                "--duration=1",
                "--warm-up=0"));
        line.addAll(List.of(arguments));
        return Benchmarks.commandLine().setErr(new PrintWriter(errors, true)).execute(line.toArray(String[]::new));
    }
}
