package callboard.calls.connection;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// The rows of `connections`.
interface ConnectionRepository extends Repository<ConnectionRow, String> {

    List<ConnectionRow> findAllByOrderByName();

    Optional<ConnectionRow> findByName(String name);

    /// Two changes at once follow one another.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select connection from ConnectionRow connection where connection.name = :name")
    Optional<ConnectionRow> lock(String name);

    void delete(ConnectionRow row);

    /// Writes what is to be written now, and says in Spring's words why it can't be.
    void flush();
}
