package dev.fairlead.registry.acr;

import dev.fairlead.registry.AcrSettings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The cloud that an ACR host belongs to.
 *
 * @param authority the Entra endpoint that signs identities in there
 * @param wellKnown whether it is one of the public clouds', which Entra's own discovery knows
 */
public record AcrCloud(URI authority, boolean wellKnown) {
    private static final URI PUBLIC = URI.create("https://login.microsoftonline.com/");
    private static final Map<String, URI> AUTHORITIES = Map.of(
            ".azurecr.io", PUBLIC,
            ".azurecr.cn", URI.create("https://login.chinacloudapi.cn/"),
            ".azurecr.us", URI.create("https://login.microsoftonline.us/"));

    /**
     * The cloud of this host.
     *
     * @param host a registry's host with its port, if it has one, in lower case
     * @return empty where the host is not ACR
     */
    public static Optional<AcrCloud> of(String host, AcrSettings settings) {
        String name = host.replaceFirst(":\\d+$", "");
        Optional<URI> known = AUTHORITIES.entrySet().stream()
                .filter(cloud -> name.endsWith(cloud.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        boolean named = settings.hosts().stream()
                .anyMatch(rule -> rule.startsWith(".") ? name.endsWith(rule) : rule.equals(host) || rule.equals(name));
        if (known.isEmpty() && !named) {
            return Optional.empty();
        }
        return Optional.of(new AcrCloud(
                settings.authority().or(() -> known).orElse(PUBLIC),
                settings.authority().isEmpty()));
    }
}
