package callboard.simulator.sender;

import callboard.simulator.traffic.TimedEvent;
import java.util.List;

/// How what happens is put into words. Events of one call come in their order, from one thread at a time.
public interface Wording {

    /// The bodies to be posted one after another; none where there is nothing to post.
    List<byte[]> of(TimedEvent event);
}
