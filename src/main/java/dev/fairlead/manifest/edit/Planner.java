package dev.fairlead.manifest.edit;

import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.field.PolicyName;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.find.TagValue;
import dev.fairlead.manifest.locate.Located;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says which values of a field change so that it holds what is wanted. A tag and a digest never come apart: where a digest
 * is pinned, a new tag needs the new digest, and a new digest the tag that it belongs to.
 */
public final class Planner {
    private Planner() {}

    /**
     * The plan for a field.
     *
     * @param wanted the reference that the field shall hold, whatever its markers say
     * @param ofPolicy the reference that the values under a policy take their part of
     * @param unpins whether a digest goes where the reference has none
     */
    public static FieldPlan plan(
            Located located,
            Optional<ImageReference> wanted,
            Function<PolicyName, Optional<ImageReference>> ofPolicy,
            boolean unpins) {
        ImageField field = located.field();
        Drafts drafts = new Drafts(located);
        boolean asked = wanted.isPresent();
        for (Held held : located.found().parts()) {
            Optional<ImageReference> result = held.mark().flatMap(mark -> ofPolicy.apply(mark.policy()));
            asked |= result.isPresent();
            result.ifPresent(reference -> new PolicyPlanner(drafts).part(held, reference));
        }
        if (!asked
                || (wanted.filter(field::holds).isPresent()
                        && field.policies().isEmpty()
                        && !(unpins
                                && wanted.get().digest().isEmpty()
                                && field.digest().isPresent()))) {
            return FieldPlan.nothing(located);
        }
        if (field.refusal().isPresent()) {
            return FieldPlan.refused(located, field.refusal().get());
        }
        wanted.ifPresent(reference -> new ImagePlanner(drafts, unpins).image(reference));
        keepTagAndDigestTogether(drafts);
        return drafts.plan();
    }

    /** A tag that changes beside a digest that does not would name an image that nobody gets. */
    private static void keepTagAndDigestTogether(Drafts drafts) {
        Optional<Held> digest =
                drafts.part(Part.DIGEST).filter(held -> !held.spot().value().isEmpty());
        drafts.part(Part.TAG)
                .filter(drafts::changes)
                .filter(tag -> digest.isPresent() && !drafts.isSet(digest.get()))
                .filter(tag -> TagValue.read(tag.spot().value()).digest().isEmpty())
                .ifPresent(tag -> drafts.refuse(
                        tag,
                        "the digest beside it pins the old image, and no new digest is given",
                        "give the digest, too: REPOSITORY:TAG@sha256:…"));
    }
}
