package callboard.calls.channel;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// The rows of `channels`.
interface ChannelRepository extends Repository<ChannelRow, String> {

    List<ChannelRow> findAllByOrderByName();

    Optional<ChannelRow> findByName(String name);

    /// Two changes at once follow one another.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select channel from ChannelRow channel where channel.name = :name")
    Optional<ChannelRow> lock(String name);

    void delete(ChannelRow row);

    /// Writes what is to be written now, and says in Spring's words why it can't be.
    void flush();
}
