package dev.fairlead.service;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Stands before an HTTP server on a port of 127.0.0.1, and lets go wrong what the sky has in store. */
public final class Weather implements AutoCloseable {
    /** What goes wrong with about two requests of three. */
    public enum Fault {
        /** 429, with a second to wait. */
        TOO_MANY,
        /** GitHub's secondary limit: 403, with a second to wait. */
        SECONDARY_LIMIT,
        /** 500. */
        BROKEN,
        /** 502, as a proxy answers whose server is away. */
        BAD_GATEWAY,
        /** Three seconds before the right answer. */
        SLOW,
        /** Half of the right answer, and no more. */
        CUT,
        /** The server does what it is asked, and the answer is lost. */
        LOST_ANSWER
    }

    private static final Set<String> HOP =
            Set.of("content-length", "transfer-encoding", "connection", "host", "expect", "upgrade", "http2-settings");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI target;
    private final Random random;
    private final AtomicInteger blown = new AtomicInteger();
    private volatile Set<Fault> sky = Set.of();
    private volatile Predicate<HttpExchange> where = exchange -> true;

    /**
     * @param target the server
     * @param seed of the choice which requests are hit
     */
    public Weather(URI target, long seed) {
        this.target = target;
        this.random = new Random(seed);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** From now on this goes wrong, with the requests of this kind. */
    public void turn(Set<Fault> faults, Predicate<HttpExchange> hit) {
        where = hit;
        sky = faults.isEmpty() ? Set.of() : EnumSet.copyOf(faults);
    }

    /** From now on nothing goes wrong. */
    public void calm() {
        sky = Set.of();
    }

    /** How many requests were hit since the last time that this was asked. */
    public int blown() {
        return blown.getAndSet(0);
    }

    private Optional<Fault> fault(HttpExchange exchange) {
        Set<Fault> faults = sky;
        if (faults.isEmpty() || !where.test(exchange)) {
            return Optional.empty();
        }
        synchronized (random) {
            return random.nextInt(3) == 0
                    ? Optional.empty()
                    : faults.stream().skip(random.nextInt(faults.size())).findFirst();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<Fault> fault = fault(exchange);
            fault.ifPresent(any -> blown.incrementAndGet());
            switch (fault.orElse(Fault.SLOW)) {
                case TOO_MANY -> refuse(exchange, 429);
                case SECONDARY_LIMIT -> refuse(exchange, 403);
                case BROKEN -> refuse(exchange, 500);
                case BAD_GATEWAY -> refuse(exchange, 502);
                case SLOW -> {
                    if (fault.isPresent()) {
                        Thread.sleep(3000);
                    }
                    HttpResponse<byte[]> answer = ask(exchange);
                    answer(exchange, answer, answer.body().length);
                }
                case CUT -> {
                    HttpResponse<byte[]> answer = ask(exchange);
                    answer(exchange, answer, answer.body().length / 2);
                }
                case LOST_ANSWER -> ask(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Retry-After", "1");
        exchange.sendResponseHeaders(status, -1);
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer, int bytes) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        answer.headers().map().forEach((name, values) -> {
            if (!HOP.contains(name) && !name.startsWith(":")) {
                headers.put(name, values);
            }
        });
        byte[] body = answer.body();
        boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body, 0, bytes);
            exchange.getResponseBody().flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
