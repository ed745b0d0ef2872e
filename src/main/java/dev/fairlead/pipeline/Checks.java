package dev.fairlead.pipeline;

import dev.fairlead.FairleadException;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.image.ImageReference;
import dev.fairlead.selection.TagPolicy;

/** Looks at single words of an order while a person writes them in a form. Nothing is asked of any server. */
public final class Checks {
    private Checks() {}

    /** @throws FairleadException if it is no address of a repository */
    public static void repository(String url) {
        Parameter.read("repo", () -> RepoLocation.parse(url));
    }

    /** @throws FairleadException if it is no name of an image, with a tag or without */
    public static void image(String image) {
        Parameter.read("image", () -> ImageReference.parse(image));
    }

    /** @throws FairleadException if it is no policy */
    public static void policy(String policy) {
        Parameter.read("select", () -> TagPolicy.parse(policy));
    }
}
