package dev.fairlead.pipeline.access;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The way to servers.
 *
 * @param proxy an HTTP proxy, as {@code http://[user:password@]host:port}; what the machine says where empty
 * @param noProxy hosts that are not asked through that proxy, in the forms of {@code no_proxy}
 * @param trustedCas PEM texts of authorities to trust beside the JVM's own
 * @param plainHttpHosts registries that are asked without TLS, by {@code host:port}
 * @param acrHosts registries that are ACR beside those of the public clouds' domains
 * @param acrAuthority the Entra endpoint that signs identities in there
 * @param knownHosts lines of an SSH {@code known_hosts}; where empty, the machine's own file
 */
public record Network(
        Optional<URI> proxy,
        List<String> noProxy,
        List<String> trustedCas,
        List<String> plainHttpHosts,
        List<String> acrHosts,
        Optional<URI> acrAuthority,
        Optional<String> knownHosts) {
    /** The machine's own ways, and nothing else. */
    public static final Network DIRECT = new Network(
            Optional.empty(), List.of(), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

    public Network {
        noProxy = List.copyOf(noProxy);
        trustedCas = List.copyOf(trustedCas);
        plainHttpHosts = List.copyOf(plainHttpHosts);
        acrHosts = List.copyOf(acrHosts);
    }

    /** Without the proxy's name and password. */
    @Override
    public String toString() {
        return "Network[proxy=" + proxy.map(URI::getHost) + ", noProxy=" + noProxy + ", trustedCas="
                + trustedCas.size() + ", plainHttpHosts=" + plainHttpHosts + ", acrHosts=" + acrHosts
                + ", acrAuthority=" + acrAuthority + ", knownHosts=" + knownHosts.isPresent() + "]";
    }
}
