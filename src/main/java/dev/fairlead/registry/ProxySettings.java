package dev.fairlead.registry;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The proxies between here and the registries.
 *
 * @param http for plain HTTP: {@code http://[user:password@]host:port}
 * @param https for HTTPS, which goes through it as a tunnel; the same form
 * @param noProxy hosts that are asked directly: {@code host}, {@code .domain}, {@code *.domain}, an address, a CIDR block, each
 *     with an optional {@code :port}, or {@code *} for all
 */
public record ProxySettings(Optional<URI> http, Optional<URI> https, List<String> noProxy) {

    public ProxySettings {
        noProxy = List.copyOf(noProxy);
    }

    /** Every host is asked directly. */
    public static ProxySettings none() {
        return new ProxySettings(Optional.empty(), Optional.empty(), List.of());
    }

    /** The proxies without their passwords. */
    @Override
    public String toString() {
        return "ProxySettings[http=" + http.map(URI::getHost) + ", https=" + https.map(URI::getHost) + ", noProxy="
                + noProxy + "]";
    }
}
