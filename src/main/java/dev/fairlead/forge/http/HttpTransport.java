package dev.fairlead.forge.http;

import dev.fairlead.forge.Connection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * Sends requests with the JDK's client and reads answers whole.
 *
 * <p>The client's own timeout ends when the headers are in, and a body that never comes would hang, so the whole
 * exchange has a time limit here. HTTP/1.1 on purpose: over HTTP/2 every retry would go down the one connection that
 * may be dead.
 */
public final class HttpTransport {
    private static final int LONGEST_BODY = 64 << 20;

    private final HttpClient client;
    private final Duration requestTimeout;

    public HttpTransport(Connection connection) {
        client = clientBuilder(connection).build();
        requestTimeout = connection.requestTimeout();
    }

    /** A JDK client with the trust, the proxy and the timeouts of this connection, for who needs one of its own. */
    public static HttpClient.Builder clientBuilder(Connection connection) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connection.connectTimeout())
                .proxy(connection.proxy().map(ProxySelector::of).orElseGet(ProxySelector::getDefault));
        if (!connection.certificates().isEmpty()) {
            builder.sslContext(TrustedAuthorities.context(connection.certificates()));
        }
        return builder;
    }

    /**
     * Sends a request and reads its answer to the end.
     *
     * @param atMost beside the connection's own time limit for a request
     */
    public Answer send(Call call, Duration atMost) throws IOException {
        Duration limit = atMost.compareTo(requestTimeout) < 0 ? atMost : requestTimeout;
        if (limit.isZero()) {
            throw new HttpTimeoutException("no time is left");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .timeout(limit)
                .method(
                        call.method(),
                        call.body().map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody));
        call.headers().forEach(request::setHeader);
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request.build(), head -> new BoundedBody(LONGEST_BODY));
        try {
            HttpResponse<byte[]> response = exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.headers(), unpacked(response));
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Deadline.interrupted(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }

    private static byte[] unpacked(HttpResponse<byte[]> response) throws IOException {
        boolean packed = response.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        if (!packed || response.body().length == 0) {
            return response.body();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            byte[] body = in.readNBytes(LONGEST_BODY + 1);
            if (body.length > LONGEST_BODY) {
                throw BoundedBody.tooLong(LONGEST_BODY);
            }
            return body;
        }
    }
}
