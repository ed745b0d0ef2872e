package dev.fairlead.manifest.edit;

import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.find.TagValue;
import dev.fairlead.manifest.yaml.Mapping;
import java.util.Optional;

/** Gives a field the tag and digest of a reference of the same repository; the name stays as it is written. */
final class ImagePlanner {
    private final Drafts drafts;
    private final ImageField field;
    private final boolean unpins;

    /** @param unpins whether a digest goes where the reference has none */
    ImagePlanner(Drafts drafts, boolean unpins) {
        this.unpins = unpins;
        this.drafts = drafts;
        this.field = drafts.located().field();
    }

    void image(ImageReference wanted) {
        if (wanted.tag().isEmpty() && field.tag().isPresent()) {
            refuseTagless(wanted);
        } else if (wanted.digest().isEmpty() && field.digest().isPresent() && !hasOwnDigestOrder() && !canUnpin()) {
            refusePinned();
        } else {
            drafts.part(Part.REFERENCE).ifPresent(held -> reference(held, wanted));
            if (drafts.part(Part.REFERENCE).isEmpty()) {
                split(wanted);
            }
        }
    }

    private boolean canUnpin() {
        return unpins && drafts.part(Part.REFERENCE).isPresent();
    }

    /** Whether a policy settles the digest already. */
    private boolean hasOwnDigestOrder() {
        return drafts.part(Part.DIGEST).filter(drafts::isSet).isPresent();
    }

    private void reference(Held held, ImageReference wanted) {
        ImageReference now = ImageReference.parse(held.spot().value());
        drafts.set(held, wanted.withName(now.name()).toString());
    }

    private void split(ImageReference wanted) {
        Optional<Held> tag = drafts.part(Part.TAG);
        Optional<Held> digest = drafts.part(Part.DIGEST);
        boolean joined =
                tag.flatMap(held -> TagValue.read(held.spot().value()).digest()).isPresent();
        wanted.tag().ifPresent(value -> tag(tag, value, joined ? wanted.digest() : Optional.empty()));
        wanted.digest().filter(value -> !joined).ifPresent(value -> digest(digest, value));
    }

    private void tag(Optional<Held> tag, Tag value, Optional<Digest> joined) {
        if (tag.isPresent()) {
            drafts.set(tag.get(), value + joined.map(digest -> "@" + digest).orElse(""));
        } else if (drafts.part(Part.DIGEST).isEmpty()) {
            drafts.located()
                    .found()
                    .entry()
                    .ifPresentOrElse(
                            entry -> drafts.add(new KeyAddition(entry, Part.TAG, value.value())),
                            () -> refuse("no value of it holds a tag", "add one, and run again"));
        }
    }

    private void digest(Optional<Held> digest, Digest value) {
        Optional<Mapping> entry = drafts.located().found().entry();
        if (digest.isPresent()) {
            drafts.set(digest.get(), value.toString());
        } else if (entry.isPresent()) {
            drafts.add(new KeyAddition(entry.get(), Part.DIGEST, value.toString()));
        } else {
            refuse(
                    "no value beside the tag holds a digest, and not every chart knows one",
                    "add a digest that the chart reads (or write the tag as TAG@DIGEST once), or give the image without its"
                            + " digest");
        }
    }

    private void refuseTagless(ImageReference wanted) {
        refuse(
                "its tag " + field.tag().orElse("") + " need not be the tag of "
                        + wanted.digest().map(Digest::toString).orElse("this image"),
                "give the tag, too: REPOSITORY:TAG@sha256:…");
    }

    private void refusePinned() {
        refuse(
                "it is pinned to " + field.digest().orElse("a digest") + ", and no new digest is given",
                "give the digest, too: REPOSITORY:TAG@sha256:…");
    }

    private void refuse(String reason, String remedy) {
        drafts.refuse(drafts.located().found().parts().get(0), reason, remedy);
    }
}
