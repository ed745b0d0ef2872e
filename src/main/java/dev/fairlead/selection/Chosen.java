package dev.fairlead.selection;

import dev.fairlead.image.Digest;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.TagInfo;
import java.util.Optional;

/**
 * The tag that won.
 *
 * @param info the tag as the registry tells of it
 * @param compared what the policy looked at: the tag, or what was extracted from it
 * @param details what the image says of itself, where a filter had to ask
 * @param reason why it won, as a clause
 * @param proof by what it passed the request's gate, as a clause; its digest is the one that passed
 */
public record Chosen(
        TagInfo info, String compared, Optional<ImageDetails> details, String reason, Optional<String> proof) {
    /** A tag that passed no gate. */
    public Chosen(TagInfo info, String compared, Optional<ImageDetails> details, String reason) {
        this(info, compared, details, reason, Optional.empty());
    }

    public Tag tag() {
        return info.tag();
    }

    /** What the tag points at, where that is known already. Always present for a {@code digest:TAG} policy. */
    public Optional<Digest> digest() {
        return info.digest().or(() -> details.map(ImageDetails::digest));
    }
}
