package dev.fairlead.configrepo;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** How Entra is reached for the sake of Git: with the same authorities and proxies. */
final class EntraClient {
    private EntraClient() {}

    static HttpClient.Builder builder(RepoSettings settings, Map<String, String> environment) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .proxy(new Chosen(ProxyChoice.of(settings.proxy(), environment)));
        Optional<TrustManager[]> trust = Authorities.trusting(settings.certificateAuthorities());
        return trust.isEmpty() ? builder : builder.sslContext(context(trust.get()));
    }

    private static SSLContext context(TrustManager[] managers) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM speaks TLS", e);
        }
    }

    /** The choice in the JDK's form; the JVM's own where nothing is chosen. */
    private static final class Chosen extends ProxySelector {
        private final ProxyChoice choice;

        Chosen(ProxyChoice choice) {
            this.choice = choice;
        }

        @Override
        public List<Proxy> select(URI uri) {
            Proxy proxy = choice.forHost(uri.getScheme(), uri.getHost());
            ProxySelector own = ProxySelector.getDefault();
            return proxy.equals(Proxy.NO_PROXY) && own != null ? own.select(uri) : List.of(proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            // told by the request itself
        }
    }
}
