package dev.fairlead.pipeline;

import dev.fairlead.FairleadException;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.image.ImageReference;
import dev.fairlead.selection.TagPolicy;

/** Looks at single words of an order while a person writes them in a form. Nothing is asked of any server. */
public final class Checks {
    private Checks() {}

    /**
     * Looks at the address of a config repository.
     *
     * @throws FairleadException if it is none
     */
    public static void repository(String url) {
        Parameter.read("repo", () -> RepoLocation.parse(url));
    }

    /**
     * Looks at the name of an image, with a tag or without.
     *
     * @throws FairleadException if it is none
     */
    public static void image(String image) {
        Parameter.read("image", () -> ImageReference.parse(image));
    }

    /**
     * Whether an image is named without tag and digest.
     *
     * @throws FairleadException if it is none
     */
    public static boolean untagged(String image) {
        ImageReference reference = Parameter.read("image", () -> ImageReference.parse(image));
        return reference.tag().isEmpty() && reference.digest().isEmpty();
    }

    /**
     * Whether two texts name the same image, whatever their tags and digests are.
     *
     * @throws FairleadException if one is none
     */
    public static boolean sameImage(String one, String other) {
        return Parameter.read(
                "image",
                () -> ImageReference.parse(one)
                        .name()
                        .equals(ImageReference.parse(other).name()));
    }

    /**
     * Looks at a policy for tags.
     *
     * @throws FairleadException if it is none
     */
    public static void policy(String policy) {
        Parameter.read("select", () -> TagPolicy.parse(policy));
    }
}
