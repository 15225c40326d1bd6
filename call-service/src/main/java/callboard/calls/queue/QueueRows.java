package callboard.calls.queue;

import java.util.List;

import org.springframework.data.repository.Repository;

/// The rows of `queues`.
interface QueueRows extends Repository<QueueRow, String> {

    List<QueueRow> findAllByOrderById();
}
