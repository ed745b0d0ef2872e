package dev.fairlead.registry.wire;

import dev.fairlead.registry.RegistrySettings;
import java.io.IOException;
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

/** The JDK's HTTP client. It follows no redirect and answers no challenge: both are decided above it. */
public final class JdkWire implements Wire {
    private static final String TUNNEL_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";
    private static final String USER_AGENT = "fairlead";

    private final HttpClient client;
    private final ProxyRules proxies;

    private JdkWire(HttpClient client, ProxyRules proxies) {
        this.client = client;
        this.proxies = proxies;
    }

    /** A wire with the trust, the proxies and the timeouts of these settings. */
    public static JdkWire of(RegistrySettings settings) {
        ProxyRules proxies = new ProxyRules(settings.proxy());
        if (proxies.wantPassword() && System.getProperty(TUNNEL_SCHEMES) == null) {
            // The JDK keeps Basic passwords from proxies' tunnels unless told otherwise, before its first request.
            System.setProperty(TUNNEL_SCHEMES, "");
        }
        return new JdkWire(builder(settings, proxies).build(), proxies);
    }

    /** A JDK client with the trust, the proxies and the timeouts of these settings, for who needs one of its own. */
    public static HttpClient.Builder clientBuilder(RegistrySettings settings) {
        ProxyRules proxies = new ProxyRules(settings.proxy());
        HttpClient.Builder builder = builder(settings, proxies);
        return proxies.wantPassword() ? builder.authenticator(proxies.passwords()) : builder;
    }

    private static HttpClient.Builder builder(RegistrySettings settings, ProxyRules proxies) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.attemptTimeout())
                .proxy(proxies);
        return settings.trustedCas().isEmpty() ? builder : builder.sslContext(Trust.beside(settings.trustedCas()));
    }

    @Override
    public Answer send(Ask ask, Duration timeout) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(ask.uri())
                .method(
                        ask.method(),
                        ask.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(ask.body()))
                .setHeader("User-Agent", USER_AGENT);
        ask.headers().forEach(request::setHeader);
        proxies.authorization(ask.uri()).ifPresent(value -> request.setHeader("Proxy-Authorization", value));
        // The request's own timeout ends with the headers; waiting here covers a body that never ends, too.
        CompletableFuture<HttpResponse<byte[]>> pending =
                client.sendAsync(request.build(), info -> new LimitedBody(ask.maxBytes()));
        try {
            HttpResponse<byte[]> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            pending.cancel(true);
        }
    }
}
