package callboard.calls.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import callboard.calls.SettableClock;
import callboard.calls.outbound.OutboundHttp.Answered;
import callboard.calls.outbound.OutboundHttp.Unanswered;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundHttpTest {

    private static final List<String> HERE = List.of("127.0.0.1");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : toClose.reversed()) {
            each.close();
        }
    }

    @Test
    void whatIsPostedArrivesAndItsAnswerComesBack() throws IOException {
        var server = server("127.0.0.1", 0, exchange -> {
            heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("webhook-id") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 201, "Taken, señor\u0000");
        });

        var outcome = http(HERE, LONG).post(address(server, "/in?a=b"), Map.of("webhook-id", "msg_1"), "{\"é\":1}");

        assertThat(outcome).asInstanceOf(type(Answered.class)).satisfies(answered -> {
            assertThat(answered.isSuccess()).isTrue();
            assertThat(answered.status()).isEqualTo(201);
            assertThat(answered.beginning()).isEqualTo("Taken, señor ");
            assertThat(answered.retryAfter()).isNull();
            assertThat(answered.took()).isPositive();
        });
        assertThat(heard).containsExactly("POST /in?a=b application/json; charset=UTF-8 msg_1 {\"é\":1}");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAnAnswerAndIsNotFollowed(int status) throws IOException {
        var inside = server("127.0.0.1", 0, exchange -> {
            heard.add("followed");
            answer(exchange, 200, "");
        });
        var server = server("127.0.0.1", 0, exchange -> {
            exchange.getResponseHeaders().set("Location", address(inside, "/"));
            answer(exchange, status, "");
        });

        assertThat(http(HERE, LONG).post(address(server, "/"), Map.of(), "{}"))
                .asInstanceOf(type(Answered.class))
                .satisfies(answered -> {
                    assertThat(answered.status()).isEqualTo(status);
                    assertThat(answered.isSuccess()).isFalse();
                });
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0"})
    void nothingIsPostedInsideTheNetwork(String host) throws IOException {
        var server = server("127.0.0.1", 0, exchange -> {
            heard.add("posted");
            answer(exchange, 200, "");
        });
        var address = "http://%s:%d/".formatted(host, server.getAddress().getPort());
        var http = http(List.of(), LONG);

        assertThat(http.post(address, Map.of(), "{}"))
                .asInstanceOf(type(Unanswered.class))
                .satisfies(unanswered -> assertThat(unanswered.reason()).contains("inside the network"));
        assertThat(http.refusal(address))
                .hasValueSatisfying(why -> assertThat(why).contains("inside the network"));
        assertThat(heard).isEmpty();
    }

    /// The name leads to an address that is allowed when it is looked up first, and inside from then on.
    @Test
    void aNameThatMeansAnotherAddressAMomentLaterLeadsNowhereElse() throws IOException {
        var outside = server("127.0.0.2", 0, exchange -> {
            heard.add("outside");
            exchange.getResponseHeaders().set("Connection", "close");
            answer(exchange, 200, "");
        });
        int port = outside.getAddress().getPort();
        server("127.0.0.1", port, exchange -> {
            heard.add("inside");
            answer(exchange, 200, "");
        });
        var lookups = new AtomicInteger();
        var http = new OutboundHttp(
                new OutboundProperties(List.of("127.0.0.2"), LONG),
                clock,
                _ -> InetAddress.getAllByName(lookups.incrementAndGet() == 1 ? "127.0.0.2" : "127.0.0.1"));
        toClose.add(http::close);
        var address = "http://crm.example:%d/".formatted(port);

        assertThat(http.post(address, Map.of(), "{}")).isInstanceOf(Answered.class);
        assertThat(http.post(address, Map.of(), "{}")).isInstanceOf(Unanswered.class);

        assertThat(heard).containsExactly("outside");
        assertThat(lookups).hasValue(2);
    }

    @Test
    void whatTakesTooLongIsWithoutAnAnswer() throws IOException {
        var over = new CountDownLatch(1);
        toClose.add(over::countDown);
        var silent = server("127.0.0.1", 0, exchange -> await(over));
        // Something every moment, and never all of it.
        var dripping = server("127.0.0.1", 0, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var body = exchange.getResponseBody();
            while (over.getCount() > 0) {
                body.write('.');
                body.flush();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        });
        var http = http(HERE, Duration.ofMillis(300));

        for (var server : List.of(silent, dripping)) {
            assertThat(http.post(address(server, "/"), Map.of(), "{}"))
                    .asInstanceOf(type(Unanswered.class))
                    .satisfies(unanswered -> {
                        assertThat(unanswered.reason()).isEqualTo("No answer within 0.3s");
                        assertThat(unanswered.took()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(20));
                    });
        }
    }

    @Test
    void aNameThatIsLookedUpForeverIsWithoutAnAnswer() {
        var over = new CountDownLatch(1);
        toClose.add(over::countDown);
        var http = new OutboundHttp(new OutboundProperties(HERE, Duration.ofMillis(300)), clock, _ -> {
            await(over);
            return new InetAddress[0];
        });
        toClose.add(http::close);

        assertThat(http.post("http://crm.example/", Map.of(), "{}")).isInstanceOf(Unanswered.class);
        assertThat(http.refusal("http://crm.example/")).isEmpty();
    }

    @Test
    void ofALongAnswerTheBeginningIsRead() throws IOException {
        var server = server("127.0.0.1", 0, exchange -> {
            exchange.sendResponseHeaders(500, 0);
            var much = new byte[65_536];
            Arrays.fill(much, (byte) 'x');
            while (true) {
                exchange.getResponseBody().write(much);
            }
        });

        assertThat(http(HERE, LONG).post(address(server, "/"), Map.of(), "{}"))
                .asInstanceOf(type(Answered.class))
                .satisfies(answered -> assertThat(answered.beginning()).isEqualTo("x".repeat(500)));
    }

    @Test
    void howLongItAsksNotToBeTriedAgainIsUnderstoodInBothForms() throws IOException {
        var later = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                clock.instant().plusSeconds(90).atOffset(ZoneOffset.UTC));
        for (var asked : List.of("90", later, "soon", "-5", "Sun, 06 Nov 1994 08:49:37 GMT")) {
            var server = server("127.0.0.1", 0, exchange -> {
                exchange.getResponseHeaders().set("Retry-After", asked);
                answer(exchange, 503, "");
            });

            var outcome = http(HERE, LONG).post(address(server, "/"), Map.of(), "{}");

            assertThat(outcome)
                    .asInstanceOf(type(Answered.class))
                    .satisfies(answered -> assertThat(answered.retryAfter())
                            .as(asked)
                            .isEqualTo(asked.equals("90") || asked.equals(later) ? Duration.ofSeconds(90) : null));
        }
    }

    @Test
    void whoIsNotThereIsNamedInWords() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(http(HERE, LONG).post("http://127.0.0.1:%d/".formatted(free), Map.of(), "{}"))
                .asInstanceOf(type(Unanswered.class))
                .satisfies(unanswered -> assertThat(unanswered.reason()).startsWith("Not connected: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "crm.example",
                "ftp://crm.example/",
                "file:///etc/passwd",
                "https://",
                "https:///path",
                "https://user:secret@crm.example/",
                "https://crm.example/#part",
                "https://crm.example:99999/",
                "https://crm example/"
            })
    void whatIsNoAddressIsSaidToBeNone(String address) {
        assertThat(OutboundHttp.fault(address)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://crm.example", "http://10.0.0.1:8080/in?key=1", "HTTPS://[fd00::1]/"})
    void whatIsOneIsNot(String address) {
        assertThat(OutboundHttp.fault(address)).isEmpty();
    }

    private OutboundHttp http(List<String> allowed, Duration timeout) {
        var http = new OutboundHttp(new OutboundProperties(allowed, timeout), clock, InetAddress::getAllByName);
        toClose.add(http::close);
        return http;
    }

    private HttpServer server(String host, int port, HttpHandler handler) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(host, port), 0);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
        toClose.add(threads::shutdownNow);
        toClose.add(() -> server.stop(0));
        return server;
    }

    private static String address(HttpServer server, String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void await(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
