package dev.fairlead.pipeline.order;

import dev.fairlead.configrepo.Identity;
import dev.fairlead.update.DeliveryArguments;
import dev.fairlead.update.config.DigestStyle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks for an update of a config repository.
 *
 * @param repository where it is
 * @param what which images, and where
 * @param delivery the way to the base branch, for a run by arguments
 * @param toldBy the address of the build that tells the versions
 * @param committer who commits; Fairlead where empty
 * @param dryRun tell the plan, and change nothing
 * @param races how long lost races are tried again
 */
public record UpdateOrder(
        RepositoryOrder repository,
        What what,
        DeliveryArguments delivery,
        Optional<String> toldBy,
        Optional<Identity> committer,
        boolean dryRun,
        Duration races) {
    /**
     * Which images, and where.
     *
     * @param images with a tag, versions that a build tells; without, images whose newest is asked for
     * @param config the configuration in the repository; where empty, and images are named, the arguments alone count
     * @param groups of the configuration, or the one name of a run by arguments
     * @param paths files, folders and patterns to edit; the whole repository where empty
     * @param select the policy for images without a tag
     * @param filter which tags it chooses among
     * @param digest whether digests are written
     * @param allowRollback whether an older version may be written
     * @param releases holds to free, as {@code IMAGE} or {@code IMAGE:TAG}
     */
    public record What(
            List<String> images,
            Optional<String> config,
            List<String> groups,
            List<String> paths,
            Optional<String> select,
            FilterOrder filter,
            DigestStyle digest,
            boolean allowRollback,
            List<String> releases) {
        public What {
            images = List.copyOf(images);
            groups = List.copyOf(groups);
            paths = List.copyOf(paths);
            releases = List.copyOf(releases);
        }
    }
}
