package dev.fairlead.image;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An image as a manifest names it: {@code name[:tag][@digest]}, by the grammar of distribution/reference. Parsing and
 * printing are exact inverses: {@code parse(text).toString().equals(text)} for every text that parses.
 *
 * @param name registry and repository
 * @param tag the tag, if one is written; {@code latest} is never implied here
 * @param digest the digest, if one is written; where both are, a runtime pulls the digest and ignores the tag
 */
public record ImageReference(ImageName name, Optional<Tag> tag, Optional<Digest> digest) {
    /** No reference is longer: host, repository, tag, and the digest of an algorithm that nobody has registered yet. */
    private static final int MAX_LENGTH = 1024;

    /**
     * The reference in this text.
     *
     * @throws FairleadException if the text is no image reference, saying which part is wrong
     */
    public static ImageReference parse(String text) {
        return read(text, fault -> {
                    throw new FairleadException(new Problem(
                            "image '" + Grammar.shown(text) + "'",
                            fault,
                            "write it as registry/repository:tag@digest"));
                })
                .orElseThrow();
    }

    /** The reference in this text, or empty if the text is none. */
    public static Optional<ImageReference> tryParse(String text) {
        return read(text, fault -> {});
    }

    /** A name without tag and digest. */
    public static ImageReference of(ImageName name) {
        return new ImageReference(name, Optional.empty(), Optional.empty());
    }

    private static Optional<ImageReference> read(String text, Consumer<String> refusal) {
        int at = text.indexOf('@');
        String named = at < 0 ? text : text.substring(0, at);
        int colon = named.lastIndexOf(':');
        if (colon < named.lastIndexOf('/')) {
            colon = -1;
        }
        String tag = colon < 0 ? null : named.substring(colon + 1);
        String digest = at < 0 ? null : text.substring(at + 1);
        String fault = fault(text, tag, digest);
        if (fault != null) {
            refusal.accept(fault);
            return Optional.empty();
        }
        return ImageName.read(colon < 0 ? named : named.substring(0, colon), refusal)
                .map(name -> new ImageReference(
                        name,
                        Optional.ofNullable(tag).map(Tag::of),
                        Optional.ofNullable(digest).map(Digest::parse)));
    }

    private static @Nullable String fault(String text, @Nullable String tag, @Nullable String digest) {
        if (text.isEmpty()) {
            return "the reference is empty";
        }
        if (text.length() > MAX_LENGTH) {
            return "the reference has more than " + MAX_LENGTH + " characters";
        }
        String fault = digest == null ? null : Digest.fault(digest);
        return fault == null && tag != null ? Tag.fault(tag) : fault;
    }

    /** The same reference with this tag. A digest stays: say {@link #withoutDigest} where it pins the old image. */
    public ImageReference withTag(Tag newTag) {
        return new ImageReference(name, Optional.of(newTag), digest);
    }

    /** The same reference with this digest; a tag stays. */
    public ImageReference withDigest(Digest newDigest) {
        return new ImageReference(name, tag, Optional.of(newDigest));
    }

    /** The same reference without a digest. */
    public ImageReference withoutDigest() {
        return new ImageReference(name, tag, Optional.empty());
    }

    /** The same tag and digest of another name. */
    public ImageReference withName(ImageName newName) {
        return new ImageReference(newName, tag, digest);
    }

    /** The reference as it is written: the name is printed in the form in which it was read. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name.written());
        tag.ifPresent(value -> text.append(':').append(value));
        digest.ifPresent(value -> text.append('@').append(value));
        return text.toString();
    }
}
