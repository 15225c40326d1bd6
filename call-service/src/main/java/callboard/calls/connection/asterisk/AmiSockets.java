package callboard.calls.connection.asterisk;

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
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Dials an Asterisk.
final class AmiSockets {

    private AmiSockets() {}

    static Socket dial(AmiAddress address) throws AmiException {
        var plain = new Socket();
        try {
            var resolved = new InetSocketAddress(address.host(), address.port());
            if (resolved.isUnresolved()) {
                throw new AmiException("There is no host " + address.host(), null);
            }
            int patience = Math.toIntExact(address.answerWithin().toMillis());
            plain.connect(resolved, patience);
            plain.setSoTimeout(patience);
            plain.setTcpNoDelay(true);
            return address.tls() ? secured(plain, address) : plain;
        } catch (IOException | GeneralSecurityException failure) {
            closeQuietly(plain);
            throw failure instanceof AmiException ours ? ours : explained(failure, address);
        }
    }

    private static Socket secured(Socket plain, AmiAddress address) throws IOException, GeneralSecurityException {
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
    private static SSLSocketFactory factory(AmiAddress address) throws IOException, GeneralSecurityException {
        if (address.certificate() == null) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        var pem = new ByteArrayInputStream(address.certificate().getBytes(StandardCharsets.US_ASCII));
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "asterisk", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private static AmiException explained(Exception failure, AmiAddress address) {
        var why = switch (failure) {
            case ConnectException _ -> "Nobody listens at %s";
            case SocketTimeoutException _ -> "%s does not answer";
            case SSLException _ -> "No TLS with %s";
            default -> "No connection to %s";
        };
        return new AmiException(why.formatted(address) + " (" + failure.getMessage() + ")", failure);
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is of no use any more, either way.
        }
    }
}
