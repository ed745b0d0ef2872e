package dev.fairlead.update.choose;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.selection.Selector;
import java.util.List;
import java.util.Optional;

/**
 * What is asked about an image.
 *
 * @param image the image
 * @param selector how its newest version is chosen
 * @param told the version that a build tells; it takes the place of a choice among the registry's tags
 * @param toldBy who tells it, where that is known
 * @param exact whether the told version is meant with its very digest, whatever its tag points at now: it runs elsewhere, and
 *     {@code toldBy} is the whole reason
 * @param verify the names of the signature rules that a version has to keep
 */
public record Question(
        ImageName image,
        Optional<Selector> selector,
        Optional<ImageReference> told,
        Optional<String> toldBy,
        boolean exact,
        List<String> verify) {
    public Question {
        verify = List.copyOf(verify);
    }

    /** A question with a version that somebody tells by its tag, or with none. */
    public Question(
            ImageName image, Optional<Selector> selector, Optional<ImageReference> told, Optional<String> toldBy) {
        this(image, selector, told, toldBy, false, List.of());
    }

    /** The question where nobody tells a version. */
    public static Question of(ImageName image, Optional<Selector> selector) {
        return new Question(image, selector, Optional.empty(), Optional.empty());
    }

    /** The same question with a version that nobody answers for. */
    public Question telling(ImageReference version) {
        return new Question(image, selector, Optional.of(version), Optional.empty(), false, verify);
    }

    /** The same question among versions that keep these signature rules. */
    public Question verifying(List<String> rules) {
        return new Question(image, selector, told, toldBy, exact, rules);
    }

    /** Whether nobody says which version is wanted. */
    public boolean open() {
        return selector.isEmpty() && told.isEmpty();
    }
}
