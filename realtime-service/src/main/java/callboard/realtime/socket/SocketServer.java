package callboard.realtime.socket;

import callboard.realtime.room.SocketLoop;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// netty-socketio, set up so that it can be exposed. Its own server class is not used: that one takes two seconds
/// to stop.
@Component
public final class SocketServer implements SmartLifecycle {

    /// Starts before the feed and stops after it.
    static final int PHASE = 500;

    private static final Logger log = LoggerFactory.getLogger(SocketServer.class);
    private static final int BACKLOG = 4_096;
    private static final WriteBufferWaterMark UNSENT_BYTES = new WriteBufferWaterMark(64 * 1_024, 256 * 1_024);
    private static final long STOP_SECONDS = 1;

    private final SocketLoop loop;
    private final Sessions sessions;
    private final Subscriptions subscriptions;
    private final ObjectProvider<SocketIoPipeline> pipelines;
    private final SocketProperties properties;

    private @Nullable SocketIoPipeline pipeline;
    private @Nullable Channel listening;

    SocketServer(
            SocketLoop loop,
            Sessions sessions,
            Subscriptions subscriptions,
            ObjectProvider<SocketIoPipeline> pipelines,
            SocketProperties properties) {
        this.loop = loop;
        this.sessions = sessions;
        this.subscriptions = subscriptions;
        this.pipelines = pipelines;
        this.properties = properties;
    }

    /// The port it listens on, also when any free one was asked for.
    public synchronized int port() {
        if (listening == null) {
            throw new IllegalStateException("The sockets' server is not running");
        }
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public synchronized void start() {
        var handlers = pipelines.getObject();
        var main = handlers.start();
        main.addDisconnectListener(
                client -> sessions.ended(client.getSessionId().toString()));
        subscriptions.listenOn(main);
        pipeline = handlers;
        listening = new ServerBootstrap()
                .group(loop.group())
                .channel(loop.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT_BYTES)
                .childHandler(handlers)
                .bind(properties.port())
                .syncUninterruptibly()
                .channel();
        log.info("Sockets listen on port {}", port());
    }

    /// Closes every session first, so that clients reconnect at once, to another replica or to the next start.
    @Override
    public synchronized void stop() {
        if (listening == null || pipeline == null) {
            return;
        }
        listening.close().syncUninterruptibly();
        var closed = loop.group()
                .next()
                .submit(() -> List.copyOf(sessions.all())
                        .forEach(session -> session.close(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE)));
        closed.awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
        pipeline.stop();
        listening = null;
        pipeline = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return listening != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
