package dev.fairlead.manifest.edit;

import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.find.TagValue;
import java.util.Optional;

/** Gives a marked value its part of a policy's result, as Flux does: the value becomes that text and nothing else. */
final class PolicyPlanner {
    private final Drafts drafts;

    PolicyPlanner(Drafts drafts) {
        this.drafts = drafts;
    }

    void part(Held held, ImageReference result) {
        Part part = held.mark().map(mark -> mark.part()).orElse(held.part());
        switch (part) {
            case REFERENCE -> reference(held, result);
            case NAME, REGISTRY -> name(held, result.name());
            case TAG -> tag(held, result);
            case DIGEST -> digest(held, result.digest());
        }
    }

    private void reference(Held held, ImageReference result) {
        Optional<ImageReference> now = ImageReference.tryParse(held.spot().value());
        boolean pinned = now.flatMap(ImageReference::digest).isPresent()
                && result.digest().isEmpty();
        if (!pinned) {
            drafts.set(held, result.toString());
        } else if (now.filter(old -> old.withoutDigest().equals(result)).isEmpty()) {
            refusePinned(held);
        }
    }

    private void name(Held held, ImageName name) {
        Optional<Held> registry =
                drafts.part(Part.REGISTRY).filter(host -> !host.spot().value().isEmpty());
        if (registry.isEmpty()) {
            drafts.set(held, name.written());
        } else if (registry.get().spot().value().equals(name.registry())) {
            drafts.set(held, name.repository());
        } else {
            drafts.refuse(
                    held,
                    "the registry beside it is '" + registry.get().spot().value() + "', and the policy's image is on "
                            + name.registry(),
                    "change the registry, or put the whole name into the marked value");
        }
    }

    private void tag(Held held, ImageReference result) {
        Optional<Tag> tag = result.tag();
        TagValue now = TagValue.read(held.spot().value());
        if (tag.isEmpty()) {
            drafts.refuse(held, "the policy's reference names no tag", "give it as REPOSITORY:TAG");
        } else if (now.digest().isEmpty()) {
            drafts.set(held, tag.get().value());
        } else if (result.digest().isPresent()) {
            drafts.set(held, tag.get() + "@" + result.digest().get());
        } else if (!now.tag().equals(tag.get().value())) {
            refusePinned(held);
        }
    }

    private void digest(Held held, Optional<Digest> digest) {
        if (digest.isPresent()) {
            drafts.set(held, digest.get().toString());
        } else if (!held.spot().value().isEmpty()) {
            drafts.refuse(
                    held, "the policy's reference has no digest", "give the digest, too: REPOSITORY:TAG@sha256:…");
        }
    }

    private void refusePinned(Held held) {
        drafts.refuse(
                held,
                "it is pinned to a digest, and no new digest is given",
                "give the digest, too: REPOSITORY:TAG@sha256:…");
    }
}
