package callboard.calls.rule;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// The rows of `rules`.
interface RuleRepository extends Repository<RuleRow, String> {

    List<RuleRow> findAllByOrderByName();

    Optional<RuleRow> findByName(String name);

    /// Two changes at once follow one another.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select rule from RuleRow rule where rule.name = :name")
    Optional<RuleRow> lock(String name);

    void delete(RuleRow row);

    /// Writes what is to be written now, and says in Spring's words why it can't be.
    void flush();
}
