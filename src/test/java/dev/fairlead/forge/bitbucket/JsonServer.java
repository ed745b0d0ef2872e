package dev.fairlead.forge.bitbucket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP side of a stub of a forge: requests taken apart and answered one at a time, and answers that are lost. */
public abstract class JsonServer implements AutoCloseable {
    public static final String TOKEN = "bitbucket-test-token";
    public static final ObjectMapper JSON = new ObjectMapper();

    /** What was asked, the oldest first. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    /** The next request of this form is carried out, and answered with 502. */
    public Optional<String> losesAnswerOf = Optional.empty();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private int writes;

    /** An answer before it is sent. */
    public record Reply(int status, JsonNode body) {
        public static Reply ok(JsonNode body) {
            return new Reply(200, body);
        }

        public static Reply none() {
            return new Reply(204, MissingNode.getInstance());
        }
    }

    /** A request with its path between the slashes and its query. */
    public record Asked(String method, List<String> path, Map<String, String> query, JsonNode body) {
        public String query(String name, String otherwise) {
            return query.getOrDefault(name, otherwise);
        }
    }

    protected JsonServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public final String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public final synchronized int writes() {
        return writes;
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    protected abstract Reply reply(Asked asked) throws IOException;

    protected abstract Reply stranger();

    /** Headers of every answer. */
    protected Map<String, String> headers() {
        return Map.of();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                reply = answer(exchange);
            } catch (RuntimeException e) {
                reply = new Reply(599, object().put("stub", "failed: " + e));
            }
            byte[] body = reply.body.isMissingNode()
                    ? new byte[0]
                    : reply.body.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private synchronized Reply answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        requests.add(method + " " + exchange.getRequestURI());
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return stranger();
        }
        List<String> parts = Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty())
                .map(JsonServer::decoded)
                .toList();
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        Reply reply = reply(new Asked(method, parts, query, bytes.length == 0 ? object() : JSON.readTree(bytes)));
        writes += method.equals("GET") || reply.status >= 300 ? 0 : 1;
        if (losesAnswerOf.filter((method + " " + path)::matches).isPresent()) {
            losesAnswerOf = Optional.empty();
            return new Reply(502, MissingNode.getInstance());
        }
        return reply;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            // A name that comes again has all its values, with commas between them.
            query.merge(parts[0], decoded(parts[1]), (before, next) -> before + "," + next);
        }
        return query;
    }

    /** A part of a list. */
    public static List<JsonNode> slice(List<? extends JsonNode> all, int start, int size) {
        return new ArrayList<>(all.stream().skip(start).limit(size).toList());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
