package callboard.calls.connection.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callboard.calls.connection.asterisk.ScriptedAsterisk.Script;
import callboard.calls.connection.message.LineAddress;
import callboard.calls.connection.message.LineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Against a server that says what a test has it say.
@Timeout(30)
class AmiConnectionTest {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final List<ScriptedAsterisk> servers = new ArrayList<>();
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() throws IOException {
        for (var server : servers) {
            server.close();
        }
    }

    @Test
    void aRecordingIsReadAsItWasSaid() throws IOException {
        var address = server(line -> {
            line.logIn();
            for (var message : Recording.messages()) {
                line.say(message);
            }
        });
        var heard = new ArrayList<AmiMessage>();

        try (var connection = AmiConnection.open(address, "callboard", "geheim")) {
            for (var message = connection.next(); message != null; message = connection.next()) {
                heard.add(message);
            }
        }

        assertThat(heard).isEqualTo(Recording.messages());
    }

    @Test
    void answersAreToldByTheirIds() throws IOException {
        var address = server(line -> {
            line.logIn();
            var action = line.asked();
            line.say(ScriptedAsterisk.text(Map.of("Event", "Reload")) + "Response: Success\r\nActionID: "
                    + action.get("ActionID") + "\r\nMessage: " + action.get("Action") + "\r\n\r\n");
        });

        try (var connection = AmiConnection.open(address, "callboard", "geheim")) {
            var id = connection.ask("QueueStatus", Map.of());

            assertThat(connection.next()).returns("Reload", AmiMessage::event);
            assertThat(connection.next())
                    .returns(id, answer -> answer.get("ActionID"))
                    .returns("QueueStatus", answer -> answer.get("Message"));
        }
    }

    @Test
    void aValueCanNotBeginAHeaderOfItsOwn() throws IOException, InterruptedException {
        var address = server(line -> {
            line.logIn();
            done.add(String.valueOf(line.asked()));
        });

        try (var connection = AmiConnection.open(address, "callboard", "geheim")) {
            connection.ask("QueueStatus", Map.of("Queue", "sales\r\nAction: Command"));
            assertThat(done.poll(10, TimeUnit.SECONDS)).contains("Queue=salesAction: Command");
        }
    }

    @Test
    void whoIsSilentIsAskedAndThenGivenUp() throws IOException {
        var address = server(line -> {
            line.logIn();
            // Half a message, a pause, the rest: nothing of it is lost.
            line.say("Event: Re");
            line.asked();
            line.say("load\r\n\r\n");
            line.asked();
            done.add("asked");
            line.asked();
        });

        try (var connection = AmiConnection.open(address, "callboard", "geheim")) {
            assertThat(connection.next()).returns("Reload", AmiMessage::event);
            assertThatThrownBy(connection::next).hasMessageContaining("silent for");
            assertThat(done).containsExactly("asked");
        }
    }

    @Test
    void theEndOfTheStreamIsTold() throws IOException {
        var address = server(line -> {
            line.logIn();
            line.say("Event: Reload\r\n\r\nEvent: Half");
        });

        try (var connection = AmiConnection.open(address, "callboard", "geheim")) {
            assertThat(connection.next()).returns("Reload", AmiMessage::event);
            assertThat(connection.next()).isNull();
        }
    }

    @Test
    void itLogsOffWhenItIsClosed() throws IOException, InterruptedException {
        var address = server(line -> {
            line.logIn();
            var action = line.asked();
            done.add(String.valueOf(action == null ? null : action.get("Action")));
        });

        AmiConnection.open(address, "callboard", "geheim").close();

        assertThat(done.poll(10, TimeUnit.SECONDS)).isEqualTo("Logoff");
    }

    @Test
    void whyTheLoginFailedIsSaid() throws IOException {
        var refusing = server(line -> {
            line.say("Asterisk Call Manager/11.0.0\r\n");
            line.say(ScriptedAsterisk.text(Map.of("Event", "FullyBooted")));
            line.say("Response: Error\r\nActionID: " + line.asked().get("ActionID")
                    + "\r\nMessage: Authentication failed\r\n\r\n");
        });
        var another = server(line -> line.say("HTTP/1.1 400 Bad Request\r\n\r\n"));
        var closing = server(line -> line.say("Asterisk Call Manager/11.0.0\r\n"));
        var endless = server(line -> {
            line.say("Asterisk Call Manager/11.0.0\r\n");
            while (true) {
                line.say("x".repeat(100_000));
            }
        });
        var silent = server(line -> line.asked());

        assertThatOpening(refusing).hasMessageContaining("refused the login of callboard: Authentication failed");
        assertThatOpening(another).hasMessageContaining("begins with \"HTTP/1.1 400 Bad Request\"");
        assertThatOpening(closing).hasMessageContaining("hung up at the login");
        assertThatOpening(endless).hasMessageContaining("did not answer the login in time");
        assertThatOpening(silent).hasMessageContaining("did not answer the login in time");
        assertThatOpening(gone()).hasMessageContaining("Nobody listens at");
        assertThatOpening(new LineAddress("no.such.invalid", 5038, false, null, PATIENCE, PATIENCE))
                .hasMessageContaining("There is no host");
    }

    @Test
    void whoSpeaksNoTlsIsToldFrom() throws IOException {
        var plain = server(line -> {
            line.say("Asterisk Call Manager/11.0.0\r\n");
            line.asked();
        });

        assertThatOpening(new LineAddress(plain.host(), plain.port(), true, null, PATIENCE, PATIENCE))
                .hasMessageContaining("No TLS with");
    }

    @Test
    void aCertificateOfItsOwnIsTrustedWhenItIsGiven(@TempDir Path folder) throws Exception {
        var store = folder.resolve("asterisk.p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "asterisk",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=pbx",
                        "-storepass",
                        "geheim",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        var keys = KeyStore.getInstance(store.toFile(), "geheim".toCharArray());
        var manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        manager.init(keys, "geheim".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(manager.getKeyManagers(), null, null);
        var pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(keys.getCertificate("asterisk").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        Script script = line -> {
            line.logIn();
            line.say("Event: Reload\r\n\r\n");
            line.asked();
        };

        var own = server(script, context.getServerSocketFactory());
        try (var connection = AmiConnection.open(
                new LineAddress(own.host(), own.port(), true, pem, own.answerWithin(), own.silence()),
                "callboard",
                "geheim")) {
            assertThat(connection.next()).returns("Reload", AmiMessage::event);
        }
        var unknown = server(script, context.getServerSocketFactory());
        assertThatOpening(
                        new LineAddress(unknown.host(), unknown.port(), true, null, own.answerWithin(), own.silence()))
                .hasMessageContaining("No TLS with");
        assertThatOpening(new LineAddress(gone().host(), own.port(), true, "no certificate", PATIENCE, PATIENCE))
                .isInstanceOf(LineException.class);
    }

    private static AbstractThrowableAssert<?, ?> assertThatOpening(LineAddress address) {
        var impatient = new LineAddress(
                address.host(), address.port(), address.tls(), address.certificate(), PATIENCE, PATIENCE);
        return assertThatThrownBy(() -> AmiConnection.open(impatient, "callboard", "geheim"))
                .isInstanceOf(LineException.class);
    }

    private LineAddress gone() throws IOException {
        try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new LineAddress("127.0.0.1", nobody.getLocalPort(), false, null, PATIENCE, PATIENCE);
        }
    }

    private LineAddress server(Script script) throws IOException {
        return server(script, ServerSocketFactory.getDefault());
    }

    private LineAddress server(Script script, ServerSocketFactory sockets) throws IOException {
        var server = new ScriptedAsterisk(script, sockets);
        servers.add(server);
        return server.address();
    }
}
