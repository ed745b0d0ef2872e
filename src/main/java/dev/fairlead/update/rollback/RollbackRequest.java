package dev.fairlead.update.rollback;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.update.AmendmentDelivery;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.UpdateConfig;
import java.time.Instant;
import java.util.Optional;

/**
 * What shall go back. It begins with {@link #of}; what it does not narrow is the whole repository. Where no version is named,
 * the newest change of what is named is undone.
 *
 * @param environment an environment of the configuration
 * @param scope files, folders and patterns
 * @param image only this image
 * @param leaving only fields that hold this version of the image
 * @param to the version to go to, which the fields must have held; the last different one where empty
 * @param why shown in the pull request and in the hold
 * @param until when the hold of the version that is left ends
 * @param by who asks
 * @param configFile where the configuration is in the repository
 * @param delivery how the change reaches the base branch
 * @param dryRun tell what would be done, and change nothing
 */
public record RollbackRequest(
        Optional<String> environment,
        Scope scope,
        Optional<ImageName> image,
        Optional<Tag> leaving,
        Optional<Tag> to,
        String why,
        Optional<Instant> until,
        Optional<String> by,
        String configFile,
        AmendmentDelivery delivery,
        boolean dryRun) {
    public RollbackRequest {
        why = why.strip().replaceAll("\\s+", " ");
        if (why.isEmpty()) {
            throw new IllegalArgumentException("a rollback says why");
        }
        if (image.isEmpty() && (leaving.isPresent() || to.isPresent())) {
            throw new IllegalArgumentException("a version belongs to an image");
        }
        if (environment.isEmpty() && image.isEmpty() && scope.everywhere()) {
            throw new IllegalArgumentException("a rollback is of an environment, of paths or of an image");
        }
    }

    /** The newest change of a place is undone. */
    public static RollbackRequest of(Optional<String> environment, Scope scope, String why) {
        return new RollbackRequest(
                environment,
                scope,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                why,
                Optional.empty(),
                Optional.empty(),
                UpdateConfig.FILE,
                AmendmentDelivery.DEFAULT,
                false);
    }

    /** The newest change of an image is undone. */
    public static RollbackRequest of(ImageName image, String why) {
        return new RollbackRequest(
                Optional.empty(),
                Scope.EVERYWHERE,
                Optional.of(image),
                Optional.empty(),
                Optional.empty(),
                why,
                Optional.empty(),
                Optional.empty(),
                UpdateConfig.FILE,
                AmendmentDelivery.DEFAULT,
                false);
    }

    /** A version is left wherever it is. */
    public static RollbackRequest of(ImageName image, Tag leaving, String why) {
        return of(image, why).leaving(Optional.of(leaving));
    }

    public RollbackRequest in(Optional<String> place, Scope paths) {
        return new RollbackRequest(place, paths, image, leaving, to, why, until, by, configFile, delivery, dryRun);
    }

    public RollbackRequest onlyImage(ImageName name) {
        return new RollbackRequest(
                environment, scope, Optional.of(name), leaving, to, why, until, by, configFile, delivery, dryRun);
    }

    public RollbackRequest leaving(Optional<Tag> version) {
        return new RollbackRequest(
                environment, scope, image, version, to, why, until, by, configFile, delivery, dryRun);
    }

    public RollbackRequest to(Tag version) {
        return new RollbackRequest(
                environment, scope, image, leaving, Optional.of(version), why, until, by, configFile, delivery, dryRun);
    }

    public RollbackRequest until(Instant moment) {
        return new RollbackRequest(
                environment, scope, image, leaving, to, why, Optional.of(moment), by, configFile, delivery, dryRun);
    }

    public RollbackRequest by(String person) {
        return new RollbackRequest(
                environment, scope, image, leaving, to, why, until, Optional.of(person), configFile, delivery, dryRun);
    }

    public RollbackRequest withConfigFile(String path) {
        return new RollbackRequest(environment, scope, image, leaving, to, why, until, by, path, delivery, dryRun);
    }

    public RollbackRequest delivered(AmendmentDelivery how) {
        return new RollbackRequest(environment, scope, image, leaving, to, why, until, by, configFile, how, dryRun);
    }

    public RollbackRequest asDryRun() {
        return new RollbackRequest(environment, scope, image, leaving, to, why, until, by, configFile, delivery, true);
    }

    /** What goes back, for people. */
    String place() {
        String version = image.map(ImageName::repository).orElse("")
                + leaving.map(tag -> " " + tag).orElse("");
        String where = environment.orElse(scope.everywhere() ? "" : scope.toString());
        return version.isEmpty() ? where : where.isEmpty() ? version : version + " in " + where;
    }
}
