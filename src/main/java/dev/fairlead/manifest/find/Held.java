package dev.fairlead.manifest.find;

import dev.fairlead.manifest.field.FieldPart;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.field.PolicyMark;
import java.util.Optional;

/**
 * One value of a field and its spot.
 *
 * @param part what it holds
 * @param spot where it is
 * @param mark the policy that a marker beside it names
 */
public record Held(Part part, Spot spot, Optional<PolicyMark> mark) {

    public static Held of(Part part, Spot spot) {
        return new Held(part, spot, Optional.empty());
    }

    public Held marked(PolicyMark policy) {
        return new Held(part, spot, Optional.of(policy));
    }

    FieldPart told() {
        return new FieldPart(part, spot.place(), spot.value(), mark);
    }
}
