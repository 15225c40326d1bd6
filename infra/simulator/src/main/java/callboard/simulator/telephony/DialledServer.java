package callboard.simulator.telephony;

import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// A PBX that Callboard dials, and what may go wrong with it.
public abstract class DialledServer implements DialledKind {

    final LineServer server = new LineServer(this::talk);
    final Pbx pbx;

    /// @param words in which it tells what it does; what they come to is sent to all who listen
    DialledServer(Function<Consumer<String>, PbxSteps> words) {
        pbx = new Pbx(words.apply(server::tell));
    }

    /// Leads a connection's conversation, until it is over.
    abstract void talk(LineServer.Client client) throws IOException;

    @Override
    public Set<Untold> leavesOut() {
        return Set.of(Untold.VIDEO);
    }

    @Override
    public synchronized void tell(Happening happening) {
        pbx.take(happening);
    }

    /// How many connections are logged in.
    public int listeners() {
        return server.listeners();
    }

    /// Every connection breaks.
    public synchronized void cut() {
        server.cut();
    }

    /// It is killed and started again at once: connections and calls are gone.
    public synchronized void crash() {
        server.cut();
        pbx.crash();
    }

    @Override
    public void close() {
        server.close();
    }
}
