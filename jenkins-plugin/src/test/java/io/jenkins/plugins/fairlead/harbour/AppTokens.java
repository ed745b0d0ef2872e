package io.jenkins.plugins.fairlead.harbour;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** The part of GitHub's API that gives a GitHub App the token of its one installation, for whoever signs as the App. */
public final class AppTokens implements AutoCloseable {
    private final HttpServer server;
    private final String token;
    private final AtomicInteger made = new AtomicInteger();
    private volatile boolean gives = true;

    public AppTokens(String token) throws IOException {
        this.token = token;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public String api() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many tokens were made. */
    public int made() {
        return made.get();
    }

    /** From now on no App is known. */
    public void forgetApps() {
        gives = false;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String signed = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            boolean app = gives && signed.startsWith("Bearer ey"); // a JSON Web Token
            boolean creates = path.endsWith("/access_tokens");
            made.addAndGet(app && creates ? 1 : 0);
            byte[] body = (app ? body(path) : "{\"message\": \"A JSON web token could not be decoded\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(app ? creates ? 201 : 200 : 401, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String body(String path) {
        String owner = "{\"login\": \"Acme\", \"id\": 1}";
        String installation =
                "{\"id\": 7, \"app_id\": 42, \"account\": " + owner + ", \"permissions\": {}, \"events\": [],"
                        + " \"target_type\": \"Organization\", \"access_tokens_url\": \"" + api()
                        + "/app/installations/7/access_tokens\"}";
        if (path.endsWith("/access_tokens")) {
            return "{\"token\": \"" + token + "\", \"expires_at\": \"2099-01-01T00:00:00Z\", \"permissions\": {}}";
        }
        return switch (path) {
            case "/app" -> "{\"id\": 42, \"name\": \"fairlead\", \"slug\": \"fairlead\", \"owner\": " + owner + "}";
            case "/app/installations" -> "[" + installation + "]";
            default -> installation;
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
