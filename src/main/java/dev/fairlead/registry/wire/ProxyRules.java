package dev.fairlead.registry.wire;

import dev.fairlead.registry.ProxySettings;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the proxy for a request by the rules that the {@code *_proxy} variables follow in Go, which Docker and
 * Kubernetes users know: loopback is always direct, and {@code no_proxy} takes hosts, domains, addresses and CIDR blocks.
 */
public final class ProxyRules extends ProxySelector {
    private static final int DEFAULT_PORT = 80;

    private final ProxySettings settings;

    public ProxyRules(ProxySettings settings) {
        this.settings = settings;
    }

    @Override
    public List<Proxy> select(URI uri) {
        return proxy(uri)
                .map(proxy -> List.of(new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(
                                proxy.getHost(), proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort()))))
                .orElse(List.of(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // the request itself fails with the same exception
    }

    /** What to tell the proxy of this request, where its URL holds a name and a password. */
    Optional<String> authorization(URI uri) {
        return proxy(uri)
                .map(URI::getUserInfo)
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    /** Answers a proxy's own challenge, and nobody else's. */
    Authenticator passwords() {
        return new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                boolean proxy = getRequestorType() == RequestorType.PROXY;
                return proxy
                        ? settings.https()
                                .or(settings::http)
                                .map(ProxyRules::password)
                                .orElse(null)
                        : null;
            }
        };
    }

    private static @Nullable PasswordAuthentication password(URI proxy) {
        String user = proxy.getUserInfo();
        int colon = user == null ? -1 : user.indexOf(':');
        return user == null || colon < 0
                ? null
                : new PasswordAuthentication(
                        user.substring(0, colon), user.substring(colon + 1).toCharArray());
    }

    boolean wantPassword() {
        return settings.http().map(URI::getUserInfo).isPresent()
                || settings.https().map(URI::getUserInfo).isPresent();
    }

    /** The proxy that a request goes through; empty where it goes directly. */
    public Optional<URI> proxy(URI uri) {
        Optional<URI> proxy = "https".equals(uri.getScheme()) ? settings.https() : settings.http();
        return proxy.filter(any -> !direct(uri));
    }

    private boolean direct(URI uri) {
        String host = bare(uri.getHost());
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : DEFAULT_PORT;
        Optional<byte[]> address = IpLiteral.bytes(host);
        return host.equals("localhost")
                || address.filter(IpLiteral::isLoopback).isPresent()
                || settings.noProxy().stream().anyMatch(rule -> matches(rule, host, address, port));
    }

    private static boolean matches(String rule, String host, Optional<byte[]> address, int port) {
        if (rule.equals("*")) {
            return true;
        }
        int slash = rule.indexOf('/');
        if (slash >= 0) {
            return address.filter(bytes -> IpLiteral.inBlock(bytes, rule, slash))
                    .isPresent();
        }
        int colon = rule.lastIndexOf(':');
        boolean hasPort = colon >= 0 && (rule.indexOf(':') == colon || rule.charAt(colon - 1) == ']');
        if (hasPort && !rule.substring(colon + 1).equals(String.valueOf(port))) {
            return false;
        }
        String name = bare(hasPort ? rule.substring(0, colon) : rule);
        if (name.startsWith("*.") || name.startsWith(".")) {
            return host.endsWith(name.substring(name.indexOf('.')));
        }
        return host.equals(name) || (address.isEmpty() && host.endsWith("." + name));
    }

    /** The host in lower case without the brackets of an IPv6 address. */
    private static String bare(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }
}
