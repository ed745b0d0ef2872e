package dev.fairlead.update.holding;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.update.AmendmentDelivery;
import dev.fairlead.update.config.UpdateConfig;
import java.time.Instant;
import java.util.Optional;

/**
 * What a person wants kept out, or free again. It begins with {@link #of} or {@link #end}.
 *
 * @param image the image
 * @param tag the version; every version where empty
 * @param ends whether a hold is to end, rather than to begin
 * @param why shown wherever the hold is; empty where one ends
 * @param until when it ends by itself
 * @param by who asks
 * @param configFile where the configuration is in the repository
 * @param delivery how the change reaches the base branch
 * @param dryRun tell what would be done, and change nothing
 */
public record HoldRequest(
        ImageName image,
        Optional<Tag> tag,
        boolean ends,
        String why,
        Optional<Instant> until,
        Optional<String> by,
        String configFile,
        AmendmentDelivery delivery,
        boolean dryRun) {
    public HoldRequest {
        why = why.strip().replaceAll("\\s+", " ");
        if (!ends && why.isEmpty()) {
            throw new IllegalArgumentException("a hold says why");
        }
    }

    /** Keeps a version out, or with no tag every version. */
    public static HoldRequest of(ImageName image, Optional<Tag> tag, String why) {
        return new HoldRequest(
                image,
                tag,
                false,
                why,
                Optional.empty(),
                Optional.empty(),
                UpdateConfig.FILE,
                AmendmentDelivery.DEFAULT,
                false);
    }

    /** Ends the hold of a version, or with no tag every hold of the image. */
    public static HoldRequest end(ImageName image, Optional<Tag> tag) {
        return new HoldRequest(
                image,
                tag,
                true,
                "",
                Optional.empty(),
                Optional.empty(),
                UpdateConfig.FILE,
                AmendmentDelivery.DEFAULT,
                false);
    }

    public HoldRequest until(Instant moment) {
        return new HoldRequest(image, tag, ends, why, Optional.of(moment), by, configFile, delivery, dryRun);
    }

    public HoldRequest by(String person) {
        return new HoldRequest(image, tag, ends, why, until, Optional.of(person), configFile, delivery, dryRun);
    }

    public HoldRequest withConfigFile(String path) {
        return new HoldRequest(image, tag, ends, why, until, by, path, delivery, dryRun);
    }

    public HoldRequest delivered(AmendmentDelivery how) {
        return new HoldRequest(image, tag, ends, why, until, by, configFile, how, dryRun);
    }

    public HoldRequest asDryRun() {
        return new HoldRequest(image, tag, ends, why, until, by, configFile, delivery, true);
    }

    /** The version, for people. */
    String version() {
        return image.repository() + tag.map(known -> " " + known).orElse("");
    }
}
