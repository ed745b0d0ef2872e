package dev.fairlead.selection;

import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.TagInfo;
import java.time.Instant;
import java.util.Optional;

/** Holds two tags against each other that their policy cannot compare: by content, by push, by build. */
record TimeComparison(ImageCheck images) {
    Comparison compare(Optional<TagInfo> current, TagInfo chosen) {
        if (current.isEmpty()) {
            return unknown("the current tag is not there to be asked for its time");
        }
        TagInfo held = current.get();
        if (held.digest().isPresent() && held.digest().equals(chosen.digest())) {
            return Comparison.of(0, "both tags are the same image");
        }
        if (held.pushed().isPresent() && chosen.pushed().isPresent()) {
            return compare(
                    "pushed", held, held.pushed().get(), chosen, chosen.pushed().get());
        }
        ImageDetails heldImage = images.details(held);
        ImageDetails chosenImage = images.details(chosen);
        if (heldImage.digest().equals(chosenImage.digest())) {
            return Comparison.of(0, "both tags are the same image");
        }
        return heldImage.created().isPresent() && chosenImage.created().isPresent()
                ? compare(
                        "built",
                        held,
                        heldImage.created().get(),
                        chosen,
                        chosenImage.created().get())
                : unknown("neither the policy nor a time of push or build tells which of them is newer");
    }

    private static Comparison compare(String verb, TagInfo held, Instant heldAt, TagInfo chosen, Instant chosenAt) {
        return Comparison.of(
                heldAt.compareTo(chosenAt),
                held.tag() + " was " + verb + " at " + heldAt + ", " + chosen.tag() + " at " + chosenAt);
    }

    private static Comparison unknown(String why) {
        return new Comparison(CurrentTag.Standing.UNKNOWN, why);
    }
}
