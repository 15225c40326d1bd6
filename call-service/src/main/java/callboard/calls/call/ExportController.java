package callboard.calls.call;

import static java.util.stream.Collectors.toUnmodifiableMap;

import callboard.calls.csv.CsvForm;
import callboard.calls.csv.CsvLines;
import callboard.calls.queue.Queues;
import callboard.calls.rows.Cursor;
import callboard.calls.web.ProblemException;
import callboard.calls.web.QueryParameters;
import callboard.contracts.Problem.Issue;
import callboard.contracts.ProblemCode;
import callboard.contracts.QueueView;
import callboard.contracts.viewer.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/calls.csv` and `/api/visits.csv`: all calls that a filter finds, however many, or all their visits.
///
/// They are read a piece at a time, each in its own statement: a slow client holds neither a connection nor a
/// transaction, which would hold back vacuum.
@RestController
class ExportController {

    private static final int PIECE = 1000;
    private static final String RETRY_AFTER = "10";

    /// Closes the connection early: an export that merely ended would pass for a complete one.
    private static final class Incomplete extends RuntimeException {

        Incomplete(String message, @Nullable Exception cause) {
            super(message, cause);
        }
    }

    private final CallRepository rows;
    private final Queues queues;
    private final Clock clock;
    private final Semaphore free;
    private final Duration longest;

    ExportController(CallRepository rows, Queues queues, Clock clock, ExportProperties settings) {
        this.rows = rows;
        this.queues = queues;
        this.clock = clock;
        this.free = new Semaphore(settings.atOnce());
        this.longest = settings.longest();
    }

    @GetMapping("/api/calls.csv")
    void calls(
            @QueryParameters CallParameters parameters,
            @QueryParameters CsvForm form,
            @AuthenticationPrincipal Viewer viewer,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        answer(Export.CALLS, parameters.filter(viewer, clock.instant()), form, request, response);
    }

    @GetMapping("/api/visits.csv")
    void visits(
            @QueryParameters CallParameters parameters,
            @QueryParameters CsvForm form,
            @AuthenticationPrincipal Viewer viewer,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        answer(Export.VISITS, parameters.filter(viewer, clock.instant()), form, request, response);
    }

    private void answer(
            Export export, CallFilter filter, CsvForm form, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        throwIfPaged(request);
        if (!free.tryAcquire()) {
            var busy = new ProblemException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    ProblemCode.OVERLOADED,
                    "Other exports are under way; try again when they are done");
            busy.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
            throw busy;
        }
        try {
            // An error before anything is sent is answered as anywhere else.
            var first = slice(export, filter, null);
            response.setContentType("text/csv; charset=UTF-8; header=present");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"callboard-" + export.noun() + "-"
                            + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + ".csv\"");
            if (!request.getMethod().equals("HEAD")) {
                send(export, filter, first, form, response);
            }
        } finally {
            free.release();
        }
    }

    private CallRepository.Slice slice(Export export, CallFilter filter, @Nullable Cursor cursor) {
        var piece = rows.slice(filter, cursor, PIECE);
        return export == Export.VISITS ? rows.withVisits(piece) : piece;
    }

    /// By their ids, of retired queues, too.
    private Map<String, String> queueNames() {
        return queues.all(true).stream().collect(toUnmodifiableMap(QueueView::id, QueueView::displayName));
    }

    private void send(
            Export export, CallFilter filter, CallRepository.Slice first, CsvForm form, HttpServletResponse response)
            throws IOException {
        long start = System.nanoTime();
        var out =
                new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 1 << 15);
        var lines = new CsvLines(out, form, form.language() == null ? Map.of() : queueNames());
        export.head(lines);
        var piece = first;
        while (true) {
            for (var call : piece.calls()) {
                export.print(call, lines);
            }
            if (piece.next().isEmpty()) {
                break;
            }
            out.flush();
            if (System.nanoTime() - start > longest.toNanos()) {
                throw new Incomplete("An export is broken off after " + longest, null);
            }
            piece = next(export, filter, piece.next().get());
        }
        out.flush();
    }

    private CallRepository.Slice next(Export export, CallFilter filter, Cursor cursor) {
        try {
            return slice(export, filter, cursor);
        } catch (RuntimeException failed) {
            throw new Incomplete("An export is broken off half-way", failed);
        }
    }

    /// Leaves it to the server, which closes the connection.
    @ExceptionHandler
    void incomplete(Incomplete incomplete) {
        throw incomplete;
    }

    private static void throwIfPaged(HttpServletRequest request) {
        var pages = Stream.of("page", "limit", "cursor")
                .filter(request.getParameterMap()::containsKey)
                .map(name -> new Issue(name, "is not for an export, which has all calls", "invalid_value"))
                .toList();
        if (!pages.isEmpty()) {
            throw ProblemException.invalidParameters(pages);
        }
    }
}
