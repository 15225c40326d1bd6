package callboard.calls.connection.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Dials a telephony system and logs in.
public final class LineDialler {

    /// Logs in over a socket, or says why not.
    ///
    /// @param <L> what a socket is that is logged in
    @FunctionalInterface
    public interface Login<L> {
        L over(Socket socket) throws IOException;
    }

    private LineDialler() {}

    /// All within the address's time.
    public static <L extends Line> L dial(LineAddress address, Login<L> login) throws LineException {
        var socket = socket(address);
        var isLoggedIn = new AtomicBoolean();
        // One that sends a little now and then never times out.
        CompletableFuture.runAsync(
                () -> {
                    if (!isLoggedIn.get()) {
                        closeQuietly(socket);
                    }
                },
                CompletableFuture.delayedExecutor(address.answerWithin().toMillis(), TimeUnit.MILLISECONDS));
        try {
            var line = login.over(socket);
            isLoggedIn.set(true);
            socket.setSoTimeout(Math.toIntExact(address.silence().toMillis()));
            return line;
        } catch (LineException refused) {
            closeQuietly(socket);
            throw refused;
        } catch (IOException failure) {
            closeQuietly(socket);
            throw new LineException(address + " did not answer the login in time", failure);
        }
    }

    private static Socket socket(LineAddress address) throws LineException {
        var plain = new Socket();
        try {
            var resolved = new InetSocketAddress(address.host(), address.port());
            if (resolved.isUnresolved()) {
                throw new LineException("There is no host " + address.host());
            }
            int patience = Math.toIntExact(address.answerWithin().toMillis());
            plain.connect(resolved, patience);
            plain.setSoTimeout(patience);
            plain.setTcpNoDelay(true);
            return address.tls() ? secured(plain, address) : plain;
        } catch (IOException | GeneralSecurityException failure) {
            closeQuietly(plain);
            throw failure instanceof LineException ours ? ours : explained(failure, address);
        }
    }

    private static Socket secured(Socket plain, LineAddress address) throws IOException, GeneralSecurityException {
        var secured = (SSLSocket) factory(address).createSocket(plain, address.host(), address.port(), true);
        if (address.certificate() == null) {
            var parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        secured.startHandshake();
        return secured;
    }

    /// Where one certificate is given, whoever has its key is the right one, whatever name it is under.
    private static SSLSocketFactory factory(LineAddress address) throws IOException, GeneralSecurityException {
        if (address.certificate() == null) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        var pem = new ByteArrayInputStream(address.certificate().getBytes(StandardCharsets.US_ASCII));
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "trusted", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private static LineException explained(Exception failure, LineAddress address) {
        var why = switch (failure) {
            case ConnectException _ -> "Nobody listens at %s";
            case SocketTimeoutException _ -> "%s does not answer";
            case SSLException _ -> "No TLS with %s";
            default -> "No connection to %s";
        };
        return new LineException(why.formatted(address) + " (" + failure.getMessage() + ")", failure);
    }

    /// Whoever reads from it is told that it is closed.
    public static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is of no use any more, either way.
        }
    }
}
