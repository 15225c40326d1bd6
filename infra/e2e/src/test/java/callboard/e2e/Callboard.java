package callboard.e2e;

import java.net.URI;

/// A Callboard that runs, however it was started: where its parts answer, and the key to report events with.
interface Callboard {

    URI dashboard();

    URI calls();

    URI realtime();

    String apiKey();
}
