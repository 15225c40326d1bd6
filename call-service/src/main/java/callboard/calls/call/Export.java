package callboard.calls.call;

import callboard.calls.csv.CsvLines;
import callboard.contracts.Call;
import callboard.contracts.Visit;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// What is exported of the calls that a filter finds.
enum Export {
    /// One line for each call: its members, its length, and who is on the line.
    CALLS(
            "id",
            "type",
            "status",
            "queueId",
            "agentId",
            "startTime",
            "endTime",
            "statusSince",
            "answeredAt",
            "waitTime",
            "holdTime",
            "duration",
            "endReason",
            "flags",
            "sequence",
            "from",
            "to",
            "direction",
            "callerName") {
        @Override
        void print(Call call, CsvLines lines) throws IOException {
            lines.print(
                    call.id(),
                    call.type(),
                    call.status(),
                    new CsvLines.Queue(call.queueId()),
                    call.agentId(),
                    call.startTime(),
                    call.endTime(),
                    call.statusSince(),
                    call.answeredAt(),
                    call.waitTime(),
                    call.holdTime(),
                    call.endTime() == null ? null : Sort.length(call),
                    call.endReason(),
                    new CsvLines.Rules(call.flags()),
                    call.sequence(),
                    call.from(),
                    call.to(),
                    call.direction(),
                    call.callerName());
        }
    },

    /// One line for each of their visits to queues, the calls in the list's order.
    VISITS(
            "callId",
            "n",
            "queueId",
            "enteredAt",
            "agentId",
            "answeredAt",
            "leftAt",
            "outcome",
            "waitTime",
            "talkTime",
            "holdTime") {
        @Override
        void print(Call call, CsvLines lines) throws IOException {
            for (Visit visit : Objects.requireNonNull(call.visits())) {
                lines.print(
                        call.id(),
                        visit.n(),
                        new CsvLines.Queue(visit.queueId()),
                        visit.enteredAt(),
                        visit.agentId(),
                        visit.answeredAt(),
                        visit.leftAt(),
                        visit.outcome(),
                        visit.waitTime(),
                        visit.talkTime(),
                        visit.holdTime());
            }
        }
    };

    private final List<String> columns;

    Export(String... columns) {
        this.columns = List.of(columns);
    }

    /// As it is called in file names.
    String noun() {
        return name().toLowerCase(Locale.ROOT);
    }

    void head(CsvLines lines) throws IOException {
        lines.printHead(columns);
    }

    abstract void print(Call call, CsvLines lines) throws IOException;
}
