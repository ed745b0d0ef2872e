package dev.fairlead.pipeline.order;

import java.net.URI;
import java.util.Optional;

/**
 * A config repository and its forge.
 *
 * @param url what {@code git clone} takes
 * @param forge the forge's name, where the URL does not tell it
 * @param apiUrl where the forge's API is, where the URL does not tell it
 */
public record RepositoryOrder(String url, Optional<String> forge, Optional<URI> apiUrl) {
    /** A repository whose URL tells everything. */
    public static RepositoryOrder of(String url) {
        return new RepositoryOrder(url, Optional.empty(), Optional.empty());
    }

    /** Without a name and password that somebody wrote into the address. */
    @Override
    public String toString() {
        return "RepositoryOrder[url=" + url.replaceFirst("//[^/]*@", "//") + ", forge=" + forge + ", apiUrl="
                + apiUrl.map(URI::getHost) + "]";
    }
}
