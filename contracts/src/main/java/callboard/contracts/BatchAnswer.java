package callboard.contracts;

import java.util.List;

/// The answer to `POST /api/events/batch`.
///
/// @param stored   events stored now
/// @param replayed events that had been stored before
/// @param rejected events refused; their items say why
public record BatchAnswer(int stored, int replayed, int rejected, List<BatchItem> items) {

    public BatchAnswer {
        items = List.copyOf(items);
    }
}
