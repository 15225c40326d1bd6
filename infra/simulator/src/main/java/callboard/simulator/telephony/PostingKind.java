package callboard.simulator.telephony;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Posts to `/api/connections/{name}/events`. It remembers nothing: the same happening is always the same messages.
public non-sealed interface PostingKind extends Kind {

    /// The bodies of its posts, in their order; none where it has no words for it.
    List<byte[]> messages(Happening happening);

    /// What goes with a body: its type, and who sends it, signed anew for each attempt.
    ///
    /// @param address as the connection knows it
    Map<String, String> headers(URI address, byte[] body, Instant now);
}
