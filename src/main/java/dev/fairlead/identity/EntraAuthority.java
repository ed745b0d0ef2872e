package dev.fairlead.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;

/**
 * The Entra endpoint that signs identities in.
 *
 * @param wellKnown whether it is one of the public clouds', which Entra's own discovery knows
 */
public record EntraAuthority(URI url, boolean wellKnown) {
    /** Azure's variable for it, which workload identity sets. */
    private static final String VARIABLE = "AZURE_AUTHORITY_HOST";

    private static final URI PUBLIC = URI.create("https://login.microsoftonline.com/");
    private static final Set<String> WELL_KNOWN =
            Set.of("login.microsoftonline.com", "login.microsoftonline.us", "login.chinacloudapi.cn");

    /** The one that the environment names, else that of the public cloud. */
    public static EntraAuthority of(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "").strip();
        if (!named.isEmpty()) {
            try {
                URI url = new URI(named.contains("://") ? named : "https://" + named);
                if (url.getHost() != null) {
                    return new EntraAuthority(url, WELL_KNOWN.contains(url.getHost()));
                }
            } catch (URISyntaxException e) {
                // as if it were not set: it is not ours
            }
        }
        return new EntraAuthority(PUBLIC, true);
    }
}
