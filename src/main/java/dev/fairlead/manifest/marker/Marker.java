package dev.fairlead.manifest.marker;

import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.field.PolicyName;
import java.util.Optional;

/** What a marker comment says about the value beside it. */
public sealed interface Marker {

    /** Flux's marker: the value takes this part of the policy's result. */
    record Flux(PolicyName policy, Part part) implements Marker {}

    /**
     * Our own marker.
     *
     * @param image whose part the value is
     * @param part what the value holds, where it says so
     * @param policy the policy that the value is under
     */
    record Own(Optional<ImageName> image, Optional<Part> part, Optional<PolicyName> policy) implements Marker {}

    /** Our own marker that tells updates to leave the value alone. */
    record Ignore(String reason) implements Marker {}

    /** A comment that means to be a marker and cannot be read. */
    record Broken(String fault) implements Marker {}
}
