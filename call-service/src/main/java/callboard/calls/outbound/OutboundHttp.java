package callboard.calls.outbound;

import callboard.calls.outbound.PublicAddresses.InsideException;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Posts JSON to an address that an administrator wrote, once: a redirect is an answer like any other, and is not
/// followed. An address inside the network is not dialled (see [PublicAddresses]), whatever name led to it. Time and
/// answer are bounded: what takes longer than `callboard.outbound.timeout` in all, looking the name up included, is
/// without an answer, and of an answer the beginning is read.
@Component
public class OutboundHttp {

    /// What came of it.
    public sealed interface Outcome {

        Duration took();
    }

    /// There was an answer, be it a refusal.
    ///
    /// @param retryAfter how long it asks not to be tried again, if it does
    /// @param beginning  of its text, 500 characters at most; empty where it has none
    public record Answered(int status, @Nullable Duration retryAfter, String beginning, Duration took)
            implements Outcome {

        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /// There was none.
    ///
    /// @param reason in words for administrators
    public record Unanswered(String reason, Duration took) implements Outcome {}

    private static final Logger log = LoggerFactory.getLogger(OutboundHttp.class);
    private static final int BEGINNING = 500;
    // Enough for those characters, in bytes.
    private static final int READ = 4 * BEGINNING;
    private static final int LONGEST_ADDRESS = 2000;
    // Whoever posts has bounds of their own, for each address; these are there for all together.
    private static final int CONNECTIONS = 1000;

    private final PublicAddresses addresses;
    private final Duration timeout;
    private final Clock clock;
    private final CloseableHttpClient client;
    // Not virtual: looking a name up blocks its thread in native code, and there are few below the virtual ones.
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("outbound-", 0).factory());

    @Autowired
    OutboundHttp(OutboundProperties settings, Clock clock) {
        this(settings, clock, InetAddress::getAllByName);
    }

    OutboundHttp(OutboundProperties settings, Clock clock, PublicAddresses.Lookup lookup) {
        this.addresses = new PublicAddresses(settings.allowedNetworks(), lookup);
        this.timeout = settings.timeout();
        this.clock = clock;
        var wait = Timeout.of(timeout);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(wait)
                                .setSocketTimeout(wait)
                                // Names move, and are looked up when a connection is made.
                                .setTimeToLive(TimeValue.ofMinutes(1))
                                .setValidateAfterInactivity(TimeValue.ofMilliseconds(50))
                                .build())
                        .build())
                .setUserAgent("Callboard")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /// What is wrong with an address as such, in words; nothing when it may be tried.
    public static Optional<String> fault(String address) {
        try {
            var uri = new URI(address);
            boolean isHttp = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return isHttp
                            && uri.getHost() != null
                            && uri.getRawUserInfo() == null
                            && uri.getRawFragment() == null
                            && uri.getPort() <= 65_535
                            && address.length() <= LONGEST_ADDRESS
                    ? Optional.empty()
                    : Optional.of("must be an address as https://host/path, without a user, of %,d characters at most"
                            .formatted(LONGEST_ADDRESS));
        } catch (URISyntaxException _) {
            return Optional.of("must be an address as https://host/path");
        }
    }

    /// Why nothing would be posted to an address, in words: its name leads inside the network now. What can't be looked
    /// up now may be another time.
    ///
    /// @param address without a [#fault(String)]
    public Optional<String> refusal(String address) {
        try {
            await(
                    () -> addresses.resolve(URI.create(address).getHost()),
                    () -> log.debug("Looking up {} takes too long to refuse it", address));
            return Optional.empty();
        } catch (InsideException inside) {
            return Optional.of(String.valueOf(inside.getMessage()));
        } catch (IOException | TimeoutException unknown) {
            log.debug("Could not look up {} ({})", address, unknown.getMessage());
            return Optional.empty();
        }
    }

    /// Posts, and waits for what comes of it.
    ///
    /// @param address without a [#fault(String)]
    public Outcome post(String address, Map<String, String> headers, String json) {
        var post = new HttpPost(URI.create(address));
        headers.forEach(post::setHeader);
        post.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        long begun = System.nanoTime();
        try {
            return await(() -> exchange(post, begun), post::cancel);
        } catch (IOException | TimeoutException failure) {
            return new Unanswered(words(failure), since(begun));
        }
    }

    private <T> T await(Callable<T> task, Runnable giveUp) throws IOException, TimeoutException {
        var running = threads.submit(task);
        try {
            return running.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException fault -> throw fault;
                case null, default -> throw new IllegalStateException(failed.getCause());
            }
        } catch (TimeoutException late) {
            giveUp.run();
            throw late;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            giveUp.run();
            throw new CancellationException("Callboard is stopping");
        }
    }

    private Outcome exchange(HttpPost post, long begun) throws IOException {
        var response = client.executeOpen(null, post, null);
        try {
            var entity = response.getEntity();
            var beginning = entity == null ? new byte[0] : entity.getContent().readNBytes(READ);
            var answered =
                    new Answered(response.getCode(), retryAfter(response).orElse(null), text(beginning), since(begun));
            if (beginning.length == READ) {
                // The rest is not waited for, as it would be to use the connection again.
                post.cancel();
            }
            return answered;
        } finally {
            close(response);
        }
    }

    private static void close(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException failure) {
            log.debug("The rest of an answer was left unread ({})", failure.getMessage());
        }
    }

    private static String text(byte[] beginning) {
        // No database keeps all control characters.
        var text = new String(beginning, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ");
        return text.codePointCount(0, text.length()) <= BEGINNING
                ? text
                : text.substring(0, text.offsetByCodePoints(0, BEGINNING));
    }

    /// In seconds or as a date (RFC 9110, 10.2.3).
    private Optional<Duration> retryAfter(ClassicHttpResponse response) {
        return Optional.ofNullable(response.getFirstHeader(HttpHeaders.RETRY_AFTER))
                .map(Header::getValue)
                .map(String::strip)
                .flatMap(value -> value.matches("\\d{1,9}")
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                        : date(value).map(date -> Duration.between(clock.instant(), date)))
                .filter(Duration::isPositive);
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private String words(Exception failure) {
        return switch (failure) {
            case InsideException inside -> String.valueOf(inside.getMessage());
            case UnknownHostException unknown -> "There is no host of that name: " + unknown.getMessage();
            case TimeoutException _, SocketTimeoutException _ ->
                "No answer within " + timeout.toString().replace("PT", "").toLowerCase(Locale.ROOT);
            case ConnectException refused -> "Not connected: " + refused.getMessage();
            case SSLException untrusted -> "No safe connection (TLS): " + untrusted.getMessage();
            case NoHttpResponseException _ -> "The connection was closed without an answer";
            default -> "No answer: " + failure.getMessage();
        };
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @PreDestroy
    void close() throws IOException {
        threads.shutdownNow();
        client.close();
    }
}
