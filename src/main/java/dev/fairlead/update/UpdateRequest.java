package dev.fairlead.update;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.config.UpdateEntry;
import dev.fairlead.update.promote.PromotionOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run shall do. It begins with {@link #configured()} or {@link #ofEntry}; the {@code with…} methods narrow it.
 *
 * @param arguments the entry that the arguments describe, where no configuration is read
 * @param configFile where the configuration is in the repository
 * @param onlyGroups only these groups; all where empty
 * @param onlyImages only these images; all where empty. What others have proposed stays as it is
 * @param told versions that a build tells: they take the place of a choice among the registry's tags
 * @param toldBy who tells them, for the reason in the pull request: the address of a build, for example
 * @param releases holds to free
 * @param promotion the environment that a person promotes to, alone; all groups where empty
 * @param anytime in spite of schedules, pauses and limits
 * @param dryRun tell what would be done, and change nothing
 */
public record UpdateRequest(
        Optional<UpdateEntry> arguments,
        String configFile,
        Set<String> onlyGroups,
        Set<ImageName> onlyImages,
        List<ImageReference> told,
        Optional<String> toldBy,
        List<Release> releases,
        Optional<PromotionOrder> promotion,
        boolean anytime,
        boolean dryRun) {
    public UpdateRequest {
        onlyGroups = Set.copyOf(onlyGroups);
        onlyImages = Set.copyOf(onlyImages);
        told = List.copyOf(told);
        releases = List.copyOf(releases);
    }

    /** Everything that {@code fairlead.yaml} on the base branch says. */
    public static UpdateRequest configured() {
        return new UpdateRequest(
                Optional.empty(),
                UpdateConfig.FILE,
                Set.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                false);
    }

    /**
     * What this entry says, whatever the entries of the repository's configuration say; what it says of registries, and its
     * holds, count all the same. See {@link ArgumentEntry}.
     */
    public static UpdateRequest ofEntry(UpdateEntry entry) {
        return new UpdateRequest(
                Optional.of(entry),
                UpdateConfig.FILE,
                Set.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                false);
    }

    public UpdateRequest withConfigFile(String path) {
        return new UpdateRequest(
                arguments, path, onlyGroups, onlyImages, told, toldBy, releases, promotion, anytime, dryRun);
    }

    public UpdateRequest onlyGroups(Set<String> groups) {
        return new UpdateRequest(
                arguments, configFile, groups, onlyImages, told, toldBy, releases, promotion, anytime, dryRun);
    }

    public UpdateRequest onlyImages(Set<ImageName> images) {
        return new UpdateRequest(
                arguments, configFile, onlyGroups, images, told, toldBy, releases, promotion, anytime, dryRun);
    }

    /** The same request for versions that a build tells; only their images are looked at. */
    public UpdateRequest telling(List<ImageReference> versions) {
        return new UpdateRequest(
                arguments, configFile, onlyGroups, onlyImages, versions, toldBy, releases, promotion, anytime, dryRun);
    }

    /** The same request; what opens or updates a pull request names this as its reason. */
    public UpdateRequest toldBy(String build) {
        return new UpdateRequest(
                arguments,
                configFile,
                onlyGroups,
                onlyImages,
                told,
                Optional.of(build),
                releases,
                promotion,
                anytime,
                dryRun);
    }

    public UpdateRequest releasing(Release release) {
        List<Release> all = new ArrayList<>(releases);
        all.add(release);
        return new UpdateRequest(
                arguments, configFile, onlyGroups, onlyImages, told, toldBy, all, promotion, anytime, dryRun);
    }

    /** The same request in spite of schedules, pauses and limits: a person wants it now. */
    public UpdateRequest atAnyTime() {
        return new UpdateRequest(
                arguments, configFile, onlyGroups, onlyImages, told, toldBy, releases, promotion, true, dryRun);
    }

    /** Only what this person promotes. Who does not wait for soak times does not wait for schedules, either. */
    public UpdateRequest promoting(PromotionOrder order) {
        return new UpdateRequest(
                arguments,
                configFile,
                onlyGroups,
                onlyImages,
                told,
                toldBy,
                releases,
                Optional.of(order),
                anytime || order.now(),
                dryRun);
    }

    public UpdateRequest asDryRun() {
        return new UpdateRequest(
                arguments, configFile, onlyGroups, onlyImages, told, toldBy, releases, promotion, anytime, true);
    }

    /** Whether everything is asked about that the configuration says, so that the report is the whole state. */
    public boolean isWhole() {
        return arguments.isEmpty()
                && onlyGroups.isEmpty()
                && onlyImages.isEmpty()
                && told.isEmpty()
                && promotion.isEmpty()
                && !dryRun;
    }
}
