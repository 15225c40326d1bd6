package callboard.calls.queue;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// The rows of `queues`.
interface QueueRepository extends Repository<QueueRow, String> {

    /// Two changes at once follow one another, each a version of its own.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select queue from QueueRow queue where queue.id = :id")
    Optional<QueueRow> lock(String id);

    boolean existsById(String id);

    /// Writes what is to be written now, and says in Spring's words why it can't be.
    void flush();
}
