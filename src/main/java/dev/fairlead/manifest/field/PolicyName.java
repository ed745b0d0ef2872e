package dev.fairlead.manifest.field;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.util.Optional;

/**
 * The name of an image policy, as markers write it: {@code namespace:name}.
 *
 * @param namespace the namespace of the policy's object
 * @param name its name there
 */
public record PolicyName(String namespace, String name) {

    /**
     * The policy of {@code namespace:name}.
     *
     * @throws FairleadException if the text is not of this form
     */
    public static PolicyName parse(String text) {
        return tryParse(text)
                .orElseThrow(() -> new FairleadException(new Problem(
                        "policy '" + text + "'",
                        "it is not of the form NAMESPACE:NAME",
                        "write it as flux-system:api")));
    }

    /** The policy of {@code namespace:name}, or empty if the text is not of this form. */
    public static Optional<PolicyName> tryParse(String text) {
        int colon = text.indexOf(':');
        boolean wellFormed = colon > 0 && colon + 1 < text.length() && text.indexOf(':', colon + 1) < 0;
        return wellFormed
                ? Optional.of(new PolicyName(text.substring(0, colon), text.substring(colon + 1)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return namespace + ":" + name;
    }
}
