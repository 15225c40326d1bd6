package callboard.simulator.sender;

import java.io.IOException;

/// Makes one attempt to bring an event to the service.
public interface Transport extends AutoCloseable {

    /// @param early asks the service to keep the event, should it come too early (`Prefer: respond-async`)
    /// @throws IOException when no answer came: nobody knows whether the event was stored
    Answer post(byte[] body, boolean early) throws IOException, InterruptedException;

    @Override
    void close();
}
