package dev.fairlead.registry;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is Azure Container Registry, and how Entra identities sign in there.
 *
 * @param hosts registries to treat as ACR beside those of the three public clouds: a host ({@code acr.example:5000}), or
 *     a domain with a leading dot ({@code .azurecr.example})
 * @param authority the Entra endpoint that signs identities in, where it is not that of the host's public cloud
 * @param audience what identities ask Entra a token for
 */
public record AcrSettings(Set<String> hosts, Optional<URI> authority, String audience) {
    /** The audience that ACR always accepts. Tokens for Azure's management are refused where that is switched off. */
    public static final String AUDIENCE = "https://containerregistry.azure.net";

    public AcrSettings {
        hosts = Set.copyOf(hosts);
    }

    /** ACR of the three public clouds. */
    public static AcrSettings publicClouds() {
        return new AcrSettings(Set.of(), Optional.empty(), AUDIENCE);
    }

    /** The same, with one more host or domain that is ACR. */
    public AcrSettings withHost(String host) {
        var all = new java.util.HashSet<>(hosts);
        all.add(host.toLowerCase(Locale.ROOT));
        return new AcrSettings(all, authority, audience);
    }
}
