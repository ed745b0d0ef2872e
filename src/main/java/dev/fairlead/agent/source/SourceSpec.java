package dev.fairlead.agent.source;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where files come from. */
public sealed interface SourceSpec permits GitSource, OciSource, BucketSource, BlobSource, HelmSource {

    /** The address without any secret, for messages. */
    String place();

    /**
     * Everything but secrets that decides which files it gives. What was fetched for another identity is not a last good
     * artifact of this one, and what was found unchanged for another is fetched anew.
     */
    String identity();

    /**
     * An address as it was written, without what must not be in one.
     *
     * @throws SourceException if a secret is written into it
     */
    static URI withoutSecrets(URI address) {
        if (address.getRawUserInfo() != null || address.getRawQuery() != null) {
            throw new SourceException(
                    SourceException.Kind.INVALID,
                    address.getScheme() + "://" + address.getHost(),
                    "a secret or a query is written into the address",
                    "give secrets apart from it");
        }
        return address;
    }

    /** Joins the parts of an identity so that no two lists of parts look alike. */
    static String identity(Object... parts) {
        return Stream.of(parts)
                .map(part -> part instanceof List<?> list ? list.size() + list.toString() : String.valueOf(part))
                .map(text -> text.length() + ":" + text)
                .collect(Collectors.joining(" "));
    }
}
