package dev.fairlead.selection;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One question for {@link Selections}.
 *
 * @param image whose tags are meant
 * @param selector which of them is wanted
 * @param now against which a minimum age counts
 * @param current the tags that manifests hold now; each is asked for by its name, for {@link DowngradeGuard}
 * @param explain whether a reason for every tag that lost is wanted; without, none is kept
 * @param gate what an image has to show before it is chosen; nothing where empty
 */
public record SelectionRequest(
        ImageName image, Selector selector, Instant now, Set<Tag> current, boolean explain, Optional<ImageGate> gate) {
    public SelectionRequest {
        current = Collections.unmodifiableSet(new LinkedHashSet<>(current));
    }

    /** The question without current tags and without explanation. */
    public static SelectionRequest of(ImageName image, Selector selector, Instant now) {
        return new SelectionRequest(image, selector, now, Set.of(), false, Optional.empty());
    }

    /** The same question for manifests that hold these tags. */
    public SelectionRequest holding(Collection<Tag> tags) {
        return new SelectionRequest(image, selector, now, new LinkedHashSet<>(tags), explain, gate);
    }

    /** The same question, with a reason for every tag that lost. */
    public SelectionRequest explained() {
        return new SelectionRequest(image, selector, now, current, true, gate);
    }

    /** The same question among images that pass this gate. */
    public SelectionRequest through(Optional<ImageGate> other) {
        return new SelectionRequest(image, selector, now, current, explain, other);
    }
}
