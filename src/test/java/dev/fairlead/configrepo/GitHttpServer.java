package dev.fairlead.configrepo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * Real Git over real HTTP: the JDK's server in front of {@code git http-backend} (CGI, RFC 3875), on a free port of
 * 127.0.0.1, with faults on demand. A test that asks for it is skipped where git is not installed.
 */
public final class GitHttpServer implements AutoCloseable {
    /** What the server does wrong with one push, or one request. */
    public enum Fault {
        /** Does the push, then hangs up without an answer. */
        HANG_UP_AFTER_PUSH,
        /** Hangs up before the push is done. */
        HANG_UP_BEFORE_PUSH,
        /** Answers a request with 401. */
        UNAUTHORIZED,
        /** Answers a request with 403. */
        FORBIDDEN,
        /** Answers a request with 500. */
        BROKEN,
        /** Answers a request with 503. */
        UNAVAILABLE,
        /** Redirects a request to another host name of the same server. */
        REDIRECT
    }

    private static final int THREADS = 16;

    private final HttpServer server;
    private final String scheme;
    private final Path root;
    private final Path git;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> beforePush = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile Optional<String> expected = Optional.empty();
    private volatile boolean protocolV2 = true;
    private volatile boolean filters = true;
    private volatile boolean ids = true;

    private GitHttpServer(HttpServer server, String scheme, Path root) {
        this.server = server;
        this.scheme = scheme;
        this.root = root;
        this.git = Tools.require("git");
    }

    /** Serves every repository below the folder. */
    public static GitHttpServer serve(Path root) throws IOException {
        return start(new GitHttpServer(HttpServer.create(loopback(), 0), "http", root));
    }

    /** The same with TLS. */
    public static GitHttpServer serveTls(Path root, SSLContext identity) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity));
        return start(new GitHttpServer(server, "https", root));
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static GitHttpServer start(GitHttpServer made) {
        made.server.createContext("/", made::handle);
        made.server.setExecutor(made.threads);
        made.server.start();
        return made;
    }

    /** Lets in only who sends this {@code Authorization} header. */
    public GitHttpServer requiring(String authorization) {
        expected = Optional.of(authorization);
        return this;
    }

    public GitHttpServer requiringBasic(String user, String secret) {
        return requiring(
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8)));
    }

    /** Speaks only the old protocol, as older servers do. */
    public GitHttpServer withoutProtocolV2() {
        protocolV2 = false;
        return this;
    }

    /** Leaves out no objects on demand. */
    public GitHttpServer withoutFilters() {
        filters = false;
        return this;
    }

    /** Hands out nothing but what a ref names, where the protocol lets it choose. */
    public GitHttpServer withoutIds() {
        ids = false;
        return this;
    }

    public String url(String repository) {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/" + repository;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The next request that can, fails this way. Several are used up one after the other. */
    public void failNext(Fault fault) {
        faults.add(fault);
    }

    /** Runs this once, after the refs were advertised for a push and before the push is done: where races are lost. */
    public void beforeNextPush(Runnable work) {
        beforePush.add(work);
    }

    /** Every request so far, as {@code METHOD path?query}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Every {@code Authorization} header so far. */
    public List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Optional<String> given =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
            given.ifPresent(authorizations::add);
            if (expected.isPresent() && !expected.equals(given)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"test\"");
                answer(exchange, 401);
                return;
            }
            boolean push = exchange.getRequestMethod().equals("POST")
                    && exchange.getRequestURI().getPath().endsWith("git-receive-pack");
            Optional<Fault> fault = fault(push);
            if (fault.isPresent() && fails(exchange, fault.get())) {
                return;
            }
            if (push) {
                Optional.ofNullable(beforePush.poll()).ifPresent(Runnable::run);
            }
            byte[] response = backend(exchange);
            if (fault.equals(Optional.of(Fault.HANG_UP_AFTER_PUSH))) {
                return;
            }
            relay(exchange, response);
        }
    }

    private Optional<Fault> fault(boolean push) {
        Fault next = faults.peek();
        boolean ofPushes = next == Fault.HANG_UP_AFTER_PUSH || next == Fault.HANG_UP_BEFORE_PUSH;
        return next == null || (ofPushes && !push) ? Optional.empty() : Optional.ofNullable(faults.poll());
    }

    private boolean fails(HttpExchange exchange, Fault fault) throws IOException {
        switch (fault) {
            case HANG_UP_AFTER_PUSH -> {
                return false;
            }
            case HANG_UP_BEFORE_PUSH -> exchange.getRequestBody().readAllBytes();
            case UNAUTHORIZED -> answer(exchange, 401);
            case FORBIDDEN -> answer(exchange, 403);
            case BROKEN -> answer(exchange, 500);
            case UNAVAILABLE -> answer(exchange, 503);
            case REDIRECT -> {
                exchange.getResponseHeaders()
                        .set("Location", scheme + "://localhost:" + port() + exchange.getRequestURI());
                answer(exchange, 302);
            }
        }
        return true;
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, -1);
    }

    private byte[] backend(HttpExchange exchange) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                git.toString(),
                "-c",
                "http.receivepack=true",
                "-c",
                "uploadpack.allowFilter=" + filters,
                "-c",
                "uploadpack.allowAnySHA1InWant=" + ids,
                "http-backend");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(cgi(exchange));
        Process process = builder.start();
        Thread feeder = new Thread(() -> feed(exchange.getRequestBody(), process.getOutputStream()), "cgi-input");
        feeder.start();
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        process.getInputStream().transferTo(response);
        return response.toByteArray();
    }

    private static void feed(InputStream from, OutputStream to) {
        try (to) {
            from.transferTo(to);
        } catch (IOException e) {
            // The backend has read enough.
        }
    }

    private Map<String, String> cgi(HttpExchange exchange) {
        Map<String, String> variables = new java.util.HashMap<>(Map.of(
                "GIT_PROJECT_ROOT", root.toString(),
                "GIT_HTTP_EXPORT_ALL", "1",
                "GIT_CONFIG_NOSYSTEM", "1",
                "HOME", root.toString(),
                "REQUEST_METHOD", exchange.getRequestMethod(),
                "PATH_INFO", exchange.getRequestURI().getPath(),
                "QUERY_STRING",
                        Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""),
                "REMOTE_ADDR", "127.0.0.1"));
        header(exchange, "Content-Type").ifPresent(value -> variables.put("CONTENT_TYPE", value));
        header(exchange, "Content-Length").ifPresent(value -> variables.put("CONTENT_LENGTH", value));
        header(exchange, "Content-Encoding").ifPresent(value -> variables.put("HTTP_CONTENT_ENCODING", value));
        if (protocolV2) {
            header(exchange, "Git-Protocol").ifPresent(value -> variables.put("GIT_PROTOCOL", value));
        }
        return variables;
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    private static void relay(HttpExchange exchange, byte[] response) throws IOException {
        InputStream in = new BufferedInputStream(new java.io.ByteArrayInputStream(response));
        int status = 200;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String name = line.substring(0, line.indexOf(':'));
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (name.equalsIgnoreCase("Status")) {
                status = Integer.parseInt(value.substring(0, 3));
            } else {
                exchange.getResponseHeaders().add(name, value);
            }
        }
        byte[] body = in.readAllBytes();
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b; (b = in.read()) >= 0 && b != '\n'; ) {
            line.write(b);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
