package callboard.calls.queue;

import java.util.List;

import callboard.contracts.QueueView;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/queues`.
@RestController
class QueuesController {

    private final Queues queues;

    QueuesController(Queues queues) {
        this.queues = queues;
    }

    /// The queues that take calls, by id.
    @GetMapping("/api/queues")
    List<QueueView> queues() {
        return queues.all().stream().filter(QueueRow::open).map(QueueRow::view).toList();
    }
}
