package dev.fairlead.registry.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.fairlead.demo.registry.LoopbackCertificate;
import dev.fairlead.image.ImageName;
import dev.fairlead.registry.RegistrySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on loopback that answers by a script and remembers what it was asked. */
public final class StubRegistry implements AutoCloseable {
    private final HttpServer server;
    private final boolean tls;
    private final ExecutorService threads = Executors.newFixedThreadPool(4, work -> {
        Thread thread = new Thread(work, "stub-registry");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    /** A request; header names in lower case. */
    public record Seen(String method, String path, Map<String, String> headers, String body) {
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** An answer. */
    public record Told(int status, Map<String, String> headers, String body) {
        public static Told json(String body) {
            return json(200, body);
        }

        public static Told json(int status, String body) {
            return new Told(status, Map.of("Content-Type", "application/json"), body);
        }

        public static Told status(int status) {
            return new Told(status, Map.of(), "");
        }

        /** A refusal in the distribution specification's shape. */
        public static Told error(int status, String code) {
            return json(status, "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"as the script says\"}]}");
        }

        public Told with(String header, String value) {
            Map<String, String> changed = new TreeMap<>(headers);
            changed.put(header, value);
            return new Told(status, changed, body);
        }
    }

    private StubRegistry(HttpServer server, boolean tls, Function<Seen, Told> script) {
        this.server = server;
        this.tls = tls;
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, script));
        server.start();
    }

    /** Starts a plain HTTP server. */
    public static StubRegistry start(Function<Seen, Told> script) {
        try {
            return new StubRegistry(HttpServer.create(loopback(), 0), false, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts an HTTPS server. */
    public static StubRegistry start(LoopbackCertificate certificate, Function<Seen, Told> script) {
        try {
            HttpsServer server = HttpsServer.create(loopback(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
            return new StubRegistry(server, true, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress loopback() throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    }

    private void answer(HttpExchange exchange, Function<Seen, Told> script) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Seen request = new Seen(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
            seen.add(request);
            Told told = script.apply(request);
            told.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] content = told.body().getBytes(StandardCharsets.UTF_8);
            boolean none = content.length == 0 || request.method().equals("HEAD");
            exchange.sendResponseHeaders(told.status(), none ? -1 : content.length);
            if (!none) {
                exchange.getResponseBody().write(content);
            }
        }
    }

    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public String url() {
        return (tls ? "https://" : "http://") + host();
    }

    public ImageName image(String repository) {
        return ImageName.of(host(), repository);
    }

    /** Settings that reach it over plain HTTP, with nobody signed in and little patience. */
    public RegistrySettings settings() {
        return RegistrySettings.plain()
                .withPlainHttpHost(host())
                .withLimits(Duration.ofSeconds(20), Duration.ofSeconds(10), 1000);
    }

    /** Every request so far. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
