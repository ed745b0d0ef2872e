package dev.fairlead.update.source;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.automation.Automation;
import dev.fairlead.manifest.automation.FluxImagePolicy;
import dev.fairlead.manifest.automation.FluxImageRepository;
import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.PolicyName;
import dev.fairlead.selection.Direction;
import dev.fairlead.selection.Extract;
import dev.fairlead.selection.Selector;
import dev.fairlead.selection.TagFilter;
import dev.fairlead.selection.TagPattern;
import dev.fairlead.selection.TagPolicy;
import dev.fairlead.update.config.DigestStyle;
import dev.fairlead.update.config.ImageRule;
import dev.fairlead.update.config.ImageStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Flux's {@code ImagePolicy} and {@code ImageRepository} objects as selectors, after the API reference of Flux's
 * image-reflector-controller (image.toolkit.fluxcd.io/v1).
 */
public final class FluxPolicies {
    private final Automation automation;
    private final ImageStyle style;

    /** @param style what the entry says beside what the policies say */
    public FluxPolicies(Automation automation, ImageStyle style) {
        this.automation = automation;
        this.style = style;
    }

    /** The images of the policies that these markers name. */
    public Sourced of(Collection<PolicyName> markers) {
        List<SourcedImage> images = new ArrayList<>();
        List<Problem> refused = new ArrayList<>();
        Set<FluxImagePolicy> used = new HashSet<>();
        for (PolicyName marker : markers.stream()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList()) {
            Optional<FluxImagePolicy> policy = automation.policy(marker);
            policy.ifPresent(used::add);
            try {
                images.add(new SourcedImage(rule(marker, policy), Optional.of(marker)));
            } catch (FairleadException e) {
                refused.add(e.problem());
            }
        }
        List<String> notes = automation.policies().stream()
                .filter(policy -> !used.contains(policy))
                .map(policy -> policy.place() + ": no marker in the entry's paths names the policy " + policy.name())
                .toList();
        return new Sourced(images, refused, notes);
    }

    private ImageRule rule(PolicyName marker, Optional<FluxImagePolicy> found) {
        FluxImagePolicy policy = found.orElseThrow(() -> new FairleadException(new Problem(
                "$imagepolicy " + marker,
                "no ImagePolicy of this name is in the entry's paths",
                "add the folder with the policy to 'paths'")));
        FluxImageRepository repository = automation
                .repositoryOf(policy)
                .orElseThrow(() -> refused(
                        policy.place(),
                        "its ImageRepository " + policy.repositoryName() + " is not in the entry's paths",
                        "add the folder with the repository to 'paths'"));
        ImageName image = ImageName.tryParse(repository.image())
                .orElseThrow(() -> refused(
                        repository.place(), "'" + repository.image() + "' is no image name", "correct spec.image"));
        return new ImageRule(
                image,
                Optional.of(new Selector(order(policy), filter(policy))),
                new ImageStyle(digest(policy), style.rollbacks(), style.verify()));
    }

    private static FairleadException refused(Place place, String cause, String remedy) {
        return new FairleadException(new Problem(place.toString(), cause, remedy));
    }

    private static TagPolicy order(FluxImagePolicy policy) {
        String value = policy.order().value();
        return switch (policy.order().kind()) {
            case "semver" -> TagPolicy.completeSemver(value);
            case "numerical" -> TagPolicy.numeric(direction(value));
            case "alphabetical" -> TagPolicy.alphabetical(direction(value));
            default ->
                throw refused(
                        policy.place(),
                        "the policy '" + policy.order().kind() + "' is not known",
                        "write it in fairlead.yaml");
        };
    }

    private static Direction direction(String value) {
        return value.equals("desc") ? Direction.DESCENDING : Direction.ASCENDING;
    }

    private static TagFilter filter(FluxImagePolicy policy) {
        if (policy.filter().isEmpty()) {
            return TagFilter.none();
        }
        String pattern = policy.filter().get().pattern();
        String extract = policy.filter().get().extract();
        return extract.isEmpty()
                ? TagFilter.none().including(TagPattern.parse("regexp:" + pattern))
                : TagFilter.none().extracting(Extract.of(pattern, extract));
    }

    private static DigestStyle digest(FluxImagePolicy policy) {
        return switch (policy.digests()) {
            case "Always" -> DigestStyle.PIN;
            case "IfNotPresent" -> DigestStyle.PIN_ONCE;
            default -> DigestStyle.KEEP;
        };
    }
}
