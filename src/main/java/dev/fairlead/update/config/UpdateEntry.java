package dev.fairlead.update.config;

import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.update.config.delivery.DeliverySettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One item of {@code updates}: images, where they are edited, and how the change is delivered.
 *
 * @param name unique in the configuration
 * @param images what to update, each with its policy; may be empty where {@code policiesFrom} is not
 * @param policiesFrom further images and policies, found in the entry's files
 * @param scope where the entry may edit
 * @param manifests fields that only the configuration knows
 * @param addToOverlays whether an overlay that takes an image from its base gets an entry of its own
 * @param style how images that {@code policiesFrom} finds are written
 * @param group entries of one group share a branch and a pull request
 * @param grouping what of the entry has a branch and a pull request of its own
 * @param delivery how the group's changes reach the base branch
 * @param place where the entry is written: {@code file:line:column}, or {@code arguments}
 * @param stage the environment that it is for, where the entry as it is written names some
 */
public record UpdateEntry(
        String name,
        List<ImageRule> images,
        Set<PolicySource> policiesFrom,
        Scope scope,
        ManifestSettings manifests,
        boolean addToOverlays,
        ImageStyle style,
        String group,
        Grouping grouping,
        DeliverySettings delivery,
        String place,
        Optional<Stage> stage) {
    public UpdateEntry {
        images = List.copyOf(images);
        policiesFrom = Set.copyOf(policiesFrom);
    }

    /** The part of it that is one environment's. */
    public UpdateEntry in(Stage of, Scope where, DeliverySettings how) {
        return new UpdateEntry(
                name + "-" + of.environment(),
                images,
                policiesFrom,
                where,
                manifests,
                addToOverlays,
                style,
                group + "-" + of.environment(),
                grouping,
                how,
                place,
                Optional.of(of));
    }
}
