package dev.fairlead.configrepo;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * HTTP connections with the settings' proxy and authorities. The credentials go to the host that they are meant for, and
 * nowhere else when the remote redirects.
 */
final class HttpAccess extends JDKHttpConnectionFactory {
    private final RepoLocation location;
    private final Authorization authorization;
    private final ProxyChoice proxies;
    private final Optional<TrustManager[]> trust;

    HttpAccess(RepoLocation location, Authorization authorization, RepoSettings settings) {
        this.location = location;
        this.authorization = authorization;
        this.proxies = ProxyChoice.of(settings.proxy(), System.getenv());
        this.trust = Authorities.trusting(settings.certificateAuthorities());
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, null);
    }

    @Override
    public HttpConnection create(URL url, @Nullable Proxy chosenByJvm) throws IOException {
        Proxy proxy = proxies.forHost(url.getProtocol(), url.getHost());
        HttpConnection connection =
                super.create(url, proxy.equals(Proxy.NO_PROXY) && chosenByJvm != null ? chosenByJvm : proxy);
        if (trust.isPresent() && url.getProtocol().equals("https")) {
            trust(connection, trust.get());
        }
        if (isTheRemote(url)) {
            authorization.header().ifPresent(value -> connection.setRequestProperty("Authorization", value));
        }
        return connection;
    }

    private static void trust(HttpConnection connection, TrustManager[] managers) throws IOException {
        try {
            connection.configure(null, managers, null);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private boolean isTheRemote(URL url) {
        String scheme = location.uri().getScheme();
        boolean noWeaker =
                url.getProtocol().equals("https") || url.getProtocol().equals(scheme);
        return noWeaker && url.getHost().equalsIgnoreCase(location.host()) && port(url) == port(location, url);
    }

    private static int port(URL url) {
        return url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    }

    /** Where the remote listens for this scheme: as written, or where the scheme does by default. */
    private static int port(RepoLocation location, URL url) {
        int written = location.uri().getPort();
        boolean same = url.getProtocol().equals(location.uri().getScheme());
        return written < 0 || !same ? url.getDefaultPort() : written;
    }
}
