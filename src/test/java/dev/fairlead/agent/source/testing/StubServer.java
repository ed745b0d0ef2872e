package dev.fairlead.agent.source.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server on loopback that holds what a test puts there, and fails on demand. */
public final class StubServer implements AutoCloseable {
    /** What it does wrong with one request. */
    public enum Fault {
        /** Announces the whole body, sends half of it and hangs up. */
        CUT,
        /** Says nothing. */
        SLOW,
        /** Answers with 500. */
        BROKEN,
        UNAUTHORIZED,
        FORBIDDEN,
        GONE
    }

    /** An answer. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Reply(int status, Map<String, String> headers, byte[] body) {
        public static Reply ok(String text) {
            return ok(text.getBytes(StandardCharsets.UTF_8));
        }

        public static Reply ok(byte[] body) {
            return new Reply(200, Map.of(), body);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<String, Function<HttpExchange, Reply>> replies = new ConcurrentHashMap<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private StubServer(HttpServer server) {
        this.server = server;
    }

    public static StubServer start() throws IOException {
        StubServer stub =
                new StubServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        stub.server.createContext("/", stub::handle);
        stub.server.setExecutor(stub.threads);
        stub.server.start();
        return stub;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The same server by another name, which is another origin. */
    public String otherUrl() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public StubServer at(String path, Function<HttpExchange, Reply> reply) {
        replies.put(path, reply);
        return this;
    }

    public StubServer at(String path, byte[] body) {
        return at(path, exchange -> Reply.ok(body));
    }

    public StubServer at(String path, String body) {
        return at(path, exchange -> Reply.ok(body));
    }

    /** The next requests fail this way, each once. */
    public void fail(Fault fault, int times) {
        for (int i = 0; i < times; i++) {
            faults.add(fault);
        }
    }

    /** Every request so far, as {@code METHOD path?query authorization}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI()
                    + (authorization == null ? "" : " " + authorization));
            Function<HttpExchange, Reply> found =
                    replies.get(exchange.getRequestURI().getPath());
            Reply reply = found == null ? new Reply(404, Map.of(), new byte[0]) : found.apply(exchange);
            Fault fault = faults.poll();
            if (fault == Fault.SLOW) {
                end.await();
                return;
            }
            if (fault != null && fault != Fault.CUT) {
                reply = new Reply(status(fault), Map.of(), new byte[0]);
            }
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] body = reply.body();
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body, 0, fault == Fault.CUT ? body.length / 2 : body.length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int status(Fault fault) {
        return switch (fault) {
            case UNAUTHORIZED -> 401;
            case FORBIDDEN -> 403;
            case GONE -> 404;
            default -> 500;
        };
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
