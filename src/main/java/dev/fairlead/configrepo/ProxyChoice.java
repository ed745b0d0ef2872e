package dev.fairlead.configrepo;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy to use, as {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY} say (in either
 * case, as curl and git read them).
 *
 * @param https for https addresses
 * @param http for http addresses
 * @param direct hosts that are reached without: a name, or a domain with all below it; {@code *} is every host
 */
record ProxyChoice(Optional<URI> https, Optional<URI> http, List<String> direct) {

    static ProxyChoice of(Optional<URI> chosen, Map<String, String> environment) {
        List<String> direct = variable(environment, "NO_PROXY")
                .map(value -> Arrays.stream(value.split("[,\\s]+"))
                        .map(host -> host.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
                        .filter(host -> !host.isEmpty())
                        .toList())
                .orElse(List.of());
        Optional<URI> all = address(environment, "ALL_PROXY");
        return new ProxyChoice(
                chosen.or(() -> address(environment, "HTTPS_PROXY")).or(() -> all),
                chosen.or(() -> address(environment, "HTTP_PROXY")).or(() -> all),
                direct);
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .filter(value -> !value.isBlank());
    }

    private static Optional<URI> address(Map<String, String> environment, String name) {
        return variable(environment, name).map(value -> URI.create(value.contains("://") ? value : "http://" + value));
    }

    Proxy forHost(String scheme, String host) {
        Optional<URI> proxy = scheme.equals("https") ? https : http;
        return proxy.isEmpty() || isDirect(host.toLowerCase(Locale.ROOT)) ? Proxy.NO_PROXY : proxy(proxy.get());
    }

    private boolean isDirect(String host) {
        return direct.stream().anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
    }

    private static Proxy proxy(URI address) {
        boolean socks = address.getScheme().startsWith("socks");
        int port = address.getPort() < 0 ? (socks ? 1080 : 80) : address.getPort();
        return new Proxy(
                socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                InetSocketAddress.createUnresolved(address.getHost(), port));
    }
}
