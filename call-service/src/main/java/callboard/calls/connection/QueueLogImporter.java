package callboard.calls.connection;

import callboard.calls.connection.ConnectionImports.Job;
import callboard.calls.connection.ConnectionIntake.Origin;
import callboard.calls.connection.message.Translated.Meaning;
import callboard.calls.connection.queuelog.QueueLogImport;
import callboard.calls.connection.queuelog.QueueLogImport.Progress;
import callboard.calls.connection.queuelog.QueueLogTranslator;
import callboard.calls.intake.Outcome;
import callboard.contracts.CallEventRequest;
import callboard.contracts.ImportState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Reads a connection's uploads, one after the other.
final class QueueLogImporter {

    private static final Logger log = LoggerFactory.getLogger(QueueLogImporter.class);

    private final String connection;
    private final boolean adopt;
    private final ConnectionImports imports;
    private final QueueLogIntake intake;
    private final Supplier<QueueLogTranslator> translators;
    private final Duration keep;
    private final ConnectionWatch watch;
    private final Clock clock;

    /// @param keep how long calls are kept
    QueueLogImporter(
            String connection,
            boolean adopt,
            ConnectionImports imports,
            QueueLogIntake intake,
            Supplier<QueueLogTranslator> translators,
            Duration keep,
            ConnectionWatch watch,
            Clock clock) {
        this.connection = connection;
        this.adopt = adopt;
        this.imports = imports;
        this.intake = intake;
        this.translators = translators;
        this.keep = keep;
        this.watch = watch;
        this.clock = clock;
    }

    /// Reads what there is to read.
    void readAll() {
        try {
            for (var job = imports.next(connection); job.isPresent(); job = imports.next(connection)) {
                imports.begins(job.get().id());
                read(job.get());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Job job) throws InterruptedException {
        var upload = new UploadedLog(number -> imports.chunk(job.id(), number));
        var reading = new Reading(job, upload);
        var oldest = clock.instant().minus(keep);
        try {
            new QueueLogImport(translators.get(), oldest, job.progress(), reading).read(upload, clock.instant());
        } catch (DoneElsewhereException _) {
            return;
        } catch (IOException broken) {
            end(job, ImportState.FAILED, "It can't be read: " + broken.getMessage());
            return;
        } catch (DataAccessException | TransactionException unavailable) {
            throw unavailable;
        } catch (RuntimeException fault) {
            log.error("Import {} of connection {} failed", job.id(), connection, fault);
            end(job, ImportState.FAILED, "A fault of ours; the log has it");
            return;
        }
        end(
                job,
                ImportState.DONE,
                reading.tooOld == 0
                        ? null
                        : "Calls that began before %s are not kept (callboard.retention.keep)".formatted(oldest));
    }

    private void end(Job job, ImportState state, @Nullable String reason) {
        imports.ends(job.id(), state, reason);
        log.info(
                "Import {} of connection {} is {}{}",
                job.id(),
                connection,
                state.word(),
                reason == null ? "" : ": " + reason);
    }

    /// Another replica has read it to its end, or its connection was deleted.
    private static final class DoneElsewhereException extends RuntimeException {}

    private final class Reading implements QueueLogImport.Listener {

        private final Job job;
        private final UploadedLog upload;
        private final Origin origin;
        private final Origin repeats;
        private long known;
        private long taken;
        private long refused;
        private long tooOld;

        Reading(Job job, UploadedLog upload) {
            this.job = job;
            this.upload = upload;
            // Not the connection's own: times long past would be taken for a clock that is slow.
            var sender = ConnectionIntake.sender(connection) + ":import";
            origin = new Origin(sender, adopt, this::became);
            repeats = new Origin(sender, adopt, (_, _) -> {});
            known = job.known();
            taken = job.taken();
            refused = job.refused();
        }

        @Override
        public void heard(Meaning meaning, String line) {
            watch.heard(meaning, () -> line);
        }

        @Override
        public void take(List<CallEventRequest> events, boolean again) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            int left = intake.takePast(again ? repeats : origin, events);
            if (!again) {
                known += left;
            }
        }

        private void became(CallEventRequest event, Outcome outcome) {
            switch (outcome) {
                case Outcome.Stored _, Outcome.Replayed _ -> taken++;
                case Outcome.Rejected _, Outcome.Failed _ -> refused++;
                case Outcome.TryLater _ -> {}
            }
            watch.became(outcome, () -> intake.text(event));
        }

        @Override
        public void reached(Progress progress) {
            tooOld = progress.tooOld();
            if (!imports.reached(new Job(job.id(), progress, known, taken, refused), upload.bytesRead())) {
                throw new DoneElsewhereException();
            }
        }
    }
}
