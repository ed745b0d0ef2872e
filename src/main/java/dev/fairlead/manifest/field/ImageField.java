package dev.fairlead.manifest.field;

import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import java.util.List;
import java.util.Optional;

/**
 * One image reference in a file: a single value ({@code image: repo:tag}) or several that belong together
 * ({@code repository} with {@code tag} and {@code digest}).
 *
 * @param form what found it
 * @param where the path in its document, such as {@code spec.template.spec.containers[0].image}
 * @param name the image; empty where the file does not say it (a lone {@code tag}) or the text is no name
 * @param tag the tag as it was found, which need not be a valid one
 * @param digest the digest as it was found, which need not be a valid one
 * @param parts the values that make it up, at least one, in the order of the file
 * @param refusal why it cannot be edited; empty where it can
 */
public record ImageField(
        Form form,
        String where,
        Optional<ImageName> name,
        Optional<String> tag,
        Optional<String> digest,
        List<FieldPart> parts,
        Optional<Refusal> refusal) {

    public ImageField {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("an image field has at least one value");
        }
    }

    /** The file that holds it. */
    public String file() {
        return place().file();
    }

    /** Where its first value begins. */
    public Place place() {
        return parts.get(0).place();
    }

    /** The policies that markers beside its values name, each once. */
    public List<PolicyName> policies() {
        return parts.stream()
                .flatMap(part -> part.mark().stream())
                .map(PolicyMark::policy)
                .distinct()
                .toList();
    }

    /** Whether it holds the tag and digest of this reference, as far as that has them. */
    public boolean holds(ImageReference wanted) {
        boolean tagHeld = wanted.tag()
                .map(Tag::value)
                .map(value -> tag.equals(Optional.of(value)))
                .orElse(true);
        boolean digestHeld = wanted.digest()
                .map(Digest::toString)
                .map(value -> digest.equals(Optional.of(value)))
                .orElse(true);
        return tagHeld && digestHeld;
    }

    /** The image as the file has it, such as {@code repo:tag@digest}; a name that is not known is {@code ?}. */
    public String shown() {
        return name.map(ImageName::written).orElse("?")
                + tag.map(value -> ":" + value).orElse("")
                + digest.map(value -> "@" + value).orElse("");
    }
}
