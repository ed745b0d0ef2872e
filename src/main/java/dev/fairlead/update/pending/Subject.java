package dev.fairlead.update.pending;

import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.field.PolicyName;
import dev.fairlead.update.config.Scope;
import java.util.Optional;

/**
 * What one proposal is about. A group has at most one pending version for each subject.
 *
 * @param entry the configured entry that wants it; empty for a run by arguments alone
 * @param image the image
 * @param policy the marker whose fields are meant; empty for the fields of the image
 * @param scope where it applies, for a run by arguments; a configured entry says it itself, and the scope is everywhere
 */
public record Subject(Optional<String> entry, ImageName image, Optional<PolicyName> policy, Scope scope) {
    /** An image of a configured entry. */
    public static Subject ofEntry(String entry, ImageName image, Optional<PolicyName> policy) {
        return new Subject(Optional.of(entry), image, policy, Scope.EVERYWHERE);
    }

    /** An image named by arguments alone. */
    public static Subject ofArguments(ImageName image, Scope scope) {
        return new Subject(Optional.empty(), image, Optional.empty(), scope);
    }
}
