package callboard.calls.intake;

import callboard.calls.intake.Outcome.Unwritten;
import java.util.List;
import org.slf4j.spi.LoggingEventBuilder;

/// How events of one kind are written.
///
/// @param <S> what is submitted
/// @param <O> what becomes of it
interface Writing<S, O> {

    /// In one transaction.
    ///
    /// @return what became of each, in their order
    List<O> write(List<S> submissions);

    /// To its sender.
    O unwritten(Unwritten why);

    /// Says which one could not be written.
    void log(S submission, LoggingEventBuilder line);
}
