package dev.fairlead.forge.github;

import dev.fairlead.forge.http.Answer;
import dev.fairlead.forge.http.Call;
import dev.fairlead.forge.rest.RestConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** Our connection as the library takes it. */
final class LibraryConnector implements GitHubConnector {
    private final RestConnection connection;

    LibraryConnector(RestConnection connection) {
        this.connection = connection;
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        Map<String, String> headers = new HashMap<>();
        request.allHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        Optional<byte[]> body = Optional.empty();
        if (request.hasBody()) {
            headers.put("Content-Type", request.contentType());
            try (InputStream in = request.body()) {
                body = Optional.of(in.readAllBytes());
            }
        }
        Answer answer = connection.send(
                new Call(request.method(), URI.create(request.url().toString()), headers, body));
        return new Response(request, answer);
    }

    /** An answer as the library reads it: whole and unpacked. */
    private static final class Response extends GitHubConnectorResponse {
        private final Answer answer;

        Response(GitHubConnectorRequest request, Answer answer) {
            super(request, answer.status(), answer.headers().map());
            this.answer = answer;
        }

        @Override
        public InputStream bodyStream() {
            return new ByteArrayInputStream(answer.body());
        }

        @Override
        public void close() {}
    }
}
