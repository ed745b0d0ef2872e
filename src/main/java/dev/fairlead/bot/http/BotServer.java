package dev.fairlead.bot.http;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.bot.hear.Reply;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The server. It takes few connections at once, waits for nobody long, and has no page that starts work for who knows no
 * secret.
 */
public final class BotServer implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int IDLE_MILLIS = 10_000;
    private static final long BODY_SECONDS = 10;
    private static final long MOST_BYTES = 6L * 1024 * 1024;
    private static final String TEXT = "text/plain;charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Pages pages;
    private final PassingOn passing = new PassingOn();
    private final Javalin javalin;

    private BotServer(Pages pages, String host, int port) {
        this.pages = pages;
        this.javalin = Javalin.create(config -> configure(config, host, port));
    }

    /**
     * Starts the server.
     *
     * @param port 0 for a free one
     * @throws FairleadException if the address cannot be listened on
     */
    public static BotServer start(Pages pages, String host, int port) {
        BotServer server = new BotServer(pages, host, port);
        try {
            server.javalin.start(host, port);
        } catch (JavalinBindException e) {
            throw new FairleadException(
                    new Problem(host + ":" + port, "this address cannot be listened on", "give another with --listen"),
                    e);
        }
        return server;
    }

    private void configure(JavalinConfig config, String host, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = MOST_BYTES;
        config.http.defaultContentType = TEXT;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("fairlead-http");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.addConnector((server, http) -> connector(server, http, host, port));
        config.routes.get("/healthz", context -> state(context, pages.alive().getAsBoolean(), "alive"));
        config.routes.get("/readyz", context -> state(context, pages.ready().getAsBoolean(), "ready"));
        config.routes.get(
                "/metrics",
                context ->
                        context.contentType(PROMETHEUS).result(pages.metrics().get()));
        config.routes.post("/webhooks/{name}", context -> hear(context, ""));
        config.routes.post("/webhooks/{name}/{secret}", context -> hear(context, context.pathParam("secret")));
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, String host, int port) {
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new org.eclipse.jetty.server.HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        return connector;
    }

    private static void state(Context context, boolean good, String word) {
        context.status(good ? 200 : 503).result((good ? "" : "not ") + word + "\n");
    }

    private void hear(Context context, String secret) throws IOException {
        if (!pages.ready().getAsBoolean()) {
            answer(context, new Reply(503, "the bot is stopping"));
            return;
        }
        Kept body = new Kept(context.req().getInputStream());
        try {
            answer(context, heard(context, secret, body));
        } catch (IOException e) {
            answer(context, new Reply(408, "the body did not come"));
        } catch (NotLeadingException e) {
            answer(context, passing.pass(context, body.bytes(), pages.leader().get()));
        }
    }

    private Reply heard(Context context, String secret, InputStream body) throws IOException {
        return pages.hearing()
                .hear(
                        context.pathParam("name"),
                        secret,
                        name -> Objects.requireNonNullElse(context.header(name), ""),
                        body);
    }

    private static void answer(Context context, Reply reply) {
        context.status(reply.status())
                .header("X-Content-Type-Options", "nosniff")
                .result(reply.text() + "\n");
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    /** Keeps what is read, in case it must be passed on; and gives up a body that comes so slowly that it keeps a thread. */
    private static final class Kept extends FilterInputStream {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final long start = System.nanoTime();

        Kept(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            checkTime();
            if (read >= 0) {
                kept.write(read);
            }
            return read;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int read = super.read(to, offset, length);
            checkTime();
            if (read > 0) {
                kept.write(to, offset, read);
            }
            return read;
        }

        private void checkTime() throws IOException {
            if (System.nanoTime() - start > BODY_SECONDS * 1_000_000_000L) {
                throw new IOException("the body took longer than " + BODY_SECONDS + " s");
            }
        }

        byte[] bytes() {
            return kept.toByteArray();
        }
    }
}
