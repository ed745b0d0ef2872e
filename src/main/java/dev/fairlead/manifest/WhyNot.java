package dev.fairlead.manifest;

import dev.fairlead.Counted;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.field.FieldPart;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.PolicyMark;
import dev.fairlead.manifest.field.PolicyName;
import java.util.List;
import java.util.Optional;

/** Answers the question that people ask most: why was nothing updated? */
public final class WhyNot {
    private final ManifestScan scan;

    public WhyNot(ManifestScan scan) {
        this.scan = scan;
    }

    /** Why a rewrite to this image changed nothing, as a clause; empty where a refusal says it. */
    public Optional<String> image(ImageReference wanted) {
        List<ImageField> holders = scan.fields().stream()
                .filter(field -> field.name().equals(Optional.of(wanted.name())))
                .toList();
        if (holders.isEmpty()) {
            return Optional.of("no field in " + Counted.of(scan.files(), "file") + " holds " + wanted.name()
                    + nearest(wanted.name()).orElse("") + leftOut());
        }
        return holders.stream().allMatch(field -> field.holds(wanted))
                ? Optional.of("every field of " + wanted.name() + " holds it already: "
                        + holders.get(0).place() + more(holders.size()))
                : Optional.empty();
    }

    private Optional<String> nearest(ImageName image) {
        String word = lastPart(image);
        return scan.fields().stream()
                .filter(field ->
                        field.name().filter(name -> lastPart(name).equals(word)).isPresent())
                .findFirst()
                .map(field -> "; did you mean " + field.name().orElseThrow() + " (" + field.place() + ")?");
    }

    private static String lastPart(ImageName name) {
        return name.repository().substring(name.repository().lastIndexOf('/') + 1);
    }

    /** Why a rewrite to the result of this policy changed nothing, as a clause; empty where a refusal says it. */
    public Optional<String> policy(PolicyName policy, ImageReference result) {
        List<FieldPart> marked = scan.fields().stream()
                .flatMap(field -> field.parts().stream())
                .filter(part -> part.mark().map(PolicyMark::policy).equals(Optional.of(policy)))
                .toList();
        if (marked.isEmpty()) {
            return Optional.of("no value in " + Counted.of(scan.files(), "file") + " is marked with " + policy
                    + namesake(policy).orElse("") + leftOut());
        }
        return marked.stream().allMatch(part -> holds(part, result))
                ? Optional.of("every value under " + policy + " holds its result already: "
                        + marked.get(0).place() + more(marked.size()))
                : Optional.empty();
    }

    private static boolean holds(FieldPart part, ImageReference result) {
        return switch (part.part()) {
            case REFERENCE -> part.value().equals(result.toString());
            case NAME, REGISTRY -> part.value().equals(result.name().written());
            case TAG ->
                result.tag().map(tag -> part.value().equals(tag.value())).orElse(false);
            case DIGEST ->
                result.digest()
                        .map(digest -> part.value().equals(digest.toString()))
                        .orElse(false);
        };
    }

    private Optional<String> namesake(PolicyName policy) {
        return scan.fields().stream()
                .flatMap(field -> field.policies().stream())
                .filter(other -> other.name().equals(policy.name()))
                .findFirst()
                .map(other -> "; did you mean " + other + "?");
    }

    private static String more(int count) {
        return count == 1 ? "" : " and " + (count - 1) + " more";
    }

    private String leftOut() {
        int count = scan.unread().size() + scan.skipped().size();
        return count == 0
                ? ""
                : "; " + count + (count == 1 ? " was" : " were") + " not read or left out, scan lists "
                        + (count == 1 ? "it" : "them");
    }
}
