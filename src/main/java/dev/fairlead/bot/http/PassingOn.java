package dev.fairlead.bot.http;

import dev.fairlead.bot.hear.Reply;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Passes an event on to the replica that works, as it came: that one looks at its secret again. An event that was passed on is
 * not passed on a second time.
 */
final class PassingOn {
    private static final String MARK = "Fairlead-Passed-On";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 200;

    /** What belongs to the one connection, or is set by the client. */
    private static final Set<String> NOT_PASSED = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "upgrade",
            "transfer-encoding",
            "keep-alive",
            "te",
            "trailer",
            "proxy-connection");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    /** The other replica's answer, or that there is none now. */
    Reply pass(Context context, byte[] body, Optional<URI> leader) {
        if (leader.isEmpty() || context.header(MARK) != null) {
            return nobody();
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(leader.get().resolve(context.path()))
                .timeout(TIMEOUT)
                .header(MARK, "1")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        context.headerMap().forEach((name, value) -> {
            if (!NOT_PASSED.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, value);
            }
        });
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
            return new Reply(answer.statusCode(), text.substring(0, Math.min(text.length(), LONGEST_ANSWER)));
        } catch (IOException e) {
            return nobody();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return nobody();
        }
    }

    private static Reply nobody() {
        return new Reply(503, "no replica works now: the next look at the schedule will catch up");
    }
}
