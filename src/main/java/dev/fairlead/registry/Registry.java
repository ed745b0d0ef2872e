package dev.fairlead.registry;

import dev.fairlead.Problem;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import java.util.Optional;

/**
 * One registry, asked over the network. Every method throws a {@link RegistryException} that says what is wrong, where,
 * and what to do about it; an answer that may be incomplete is never returned as if it were whole. Implementations may
 * be used by several threads at once.
 */
public interface Registry extends AutoCloseable {

    /** The registry's host as image names write it, with its port if one is written: {@code docker.io}. */
    String host();

    /**
     * The tags of a repository. Nothing is asked before the listing is iterated; then pages are fetched as the iteration
     * reaches them, and a page that cannot be had ends the iteration with an exception, never early.
     *
     * @param image a repository on this registry
     */
    TagListing tags(ImageName image);

    /**
     * Asks for one tag by its name.
     *
     * @return empty only when the registry surely says that the repository is there and the tag is not
     * @throws RegistryException when that is unsure: the repository is unknown, the registry is out of reach, a
     *     permission is missing, the answer makes no sense
     */
    Optional<TagInfo> find(ImageName image, Tag tag);

    /**
     * What the image behind a tag or digest says of itself. A multi-platform image costs three requests (index, one
     * platform's manifest, its configuration), another one two.
     *
     * @param tagOrDigest a tag, or a digest as {@code sha256:…}
     * @throws RegistryException if there is no such image, or it cannot be had
     */
    ImageDetails details(ImageName image, String tagOrDigest);

    /**
     * What lies beside its images.
     *
     * @throws RegistryException if it can be asked for tags and images only
     */
    default Attachments attachments() {
        throw new RegistryException(
                RegistryException.Kind.SETTINGS,
                new Problem(
                        host(),
                        "this registry can be asked for no signatures",
                        "ask it without 'verify', or over the network"));
    }

    /** Lets go of connections and tokens. */
    @Override
    void close();
}
