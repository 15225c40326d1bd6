package callboard.calls.connection;

import callboard.calls.connection.Connections.Connection;
import callboard.calls.web.ProblemException;
import callboard.contracts.ConnectionImport;
import callboard.contracts.ConnectionSettings;
import callboard.contracts.Problem.Issue;
import callboard.contracts.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Logs of the past, for administrators: uploaded and looked after.
@RestController
class ConnectionImportsController {

    private static final Logger log = LoggerFactory.getLogger(ConnectionImportsController.class);

    private final Connections connections;
    private final ConnectionImports imports;
    private final DataSize most;

    ConnectionImportsController(Connections connections, ConnectionImports imports, ConnectionProperties properties) {
        this.connections = connections;
        this.imports = imports;
        this.most = properties.importLimit();
    }

    /// The last of them, the newest first.
    @GetMapping("/api/ops/connections/{name}/imports")
    List<ConnectionImport> list(@PathVariable String name) {
        return imports.list(logConnection(name).name());
    }

    /// Takes a log, plain or gzip; it is read in the background.
    @PostMapping("/api/ops/connections/{name}/imports")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ConnectionImport upload(@PathVariable String name, HttpServletRequest request, Principal operator) {
        var connection = logConnection(name);
        if (request.getContentLengthLong() > most.toBytes()) {
            throw tooLarge();
        }
        try {
            var kept = imports.upload(connection.name(), request.getInputStream(), most.toBytes(), operator.getName())
                    .orElseThrow(this::tooLarge);
            log.info("{} uploaded a log of {} bytes to the connection {}", operator.getName(), kept.bytes(), name);
            return kept;
        } catch (IOException _) {
            throw new ProblemException(
                    HttpStatus.REQUEST_TIMEOUT,
                    ProblemCode.REQUEST_TIMEOUT,
                    "The body took too long to arrive; send it again");
        }
    }

    private Connection logConnection(String name) {
        var connection = connections.find(name).orElseThrow(ConnectionsController::unknown);
        if (connection.settings() instanceof ConnectionSettings.AsteriskQueueLog) {
            return connection;
        }
        throw new ProblemException(
                HttpStatus.BAD_REQUEST,
                ProblemCode.INVALID_PARAMETER,
                "This connection takes no logs",
                List.of(new Issue("name", "must be a connection of the kind asterisk-queue-log", "invalid_value")));
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                HttpStatus.CONTENT_TOO_LARGE,
                ProblemCode.PAYLOAD_TOO_LARGE,
                "The log is larger than %d MiB (callboard.connections.import-limit): compress it with gzip, or upload it in parts"
                        .formatted(most.toMegabytes()));
    }
}
