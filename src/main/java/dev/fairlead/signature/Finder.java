package dev.fairlead.signature;

import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.registry.Attachments;
import dev.fairlead.registry.Attachments.ArtifactManifest;
import dev.fairlead.registry.Attachments.Part;
import dev.fairlead.registry.Attachments.Referrer;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds what lies beside one image: cosign's {@code sha256-….sig} and {@code .att} tags, and what refers to it by the OCI
 * referrers API or the tag that stands in for it. What it asks for once it does not ask for again. It is used by one thread.
 */
final class Finder {
    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private static final String SIMPLE = "application/vnd.dev.cosign.simplesigning.v1+json";
    private static final String ENVELOPE = "application/vnd.dsse.envelope.v1+json";
    private static final String NOTARY = "application/vnd.cncf.notary.signature";

    /** How many signatures of one kind are looked at; whoever may push could attach any number. */
    private static final int MAX_FOUND = 32;

    private final Attachments attachments;
    private final ImageName image;
    private final Digest digest;
    private @Nullable List<Referrer> referrers;
    private @Nullable List<Found> bundles;

    Finder(Attachments attachments, ImageName image, Digest digest) {
        this.attachments = attachments;
        this.image = image;
        this.digest = digest;
    }

    /** What {@code cosign sign} has left. */
    List<Found> signatures() {
        return with(tagged(".sig", SIMPLE, (part, bytes) -> new Found.Simple(bytes, part.annotations())), bundles());
    }

    /** What {@code cosign attest} has left. */
    List<Found> attestations() {
        return with(
                tagged(".att", ENVELOPE, (part, bytes) -> new Found.Envelope(bytes, part.annotations())), bundles());
    }

    /** What {@code notation sign} has left. */
    List<Found> notary() {
        return referring(NOTARY, (part, bytes) -> new Found.Notary(part.mediaType(), bytes));
    }

    private static List<Found> with(List<Found> first, List<Found> second) {
        List<Found> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private List<Found> bundles() {
        List<Found> known = bundles;
        if (known == null) {
            known = referring(BUNDLE, (part, bytes) -> new Found.Bundle(bytes));
            bundles = known;
        }
        return known;
    }

    private List<Found> tagged(String ending, String mediaType, BiFunction<Part, byte[], Found> reader) {
        Optional<ArtifactManifest> manifest =
                attachments.manifest(image, digest.algorithm() + "-" + digest.hex() + ending);
        return manifest.stream()
                .flatMap(known -> latest(known.parts()).stream())
                .filter(part -> part.mediaType().equals(mediaType))
                .map(part -> read(part, reader))
                .toList();
    }

    /** The last ones: cosign adds to the end. */
    private static List<Part> latest(List<Part> parts) {
        return parts.subList(Math.max(0, parts.size() - MAX_FOUND), parts.size());
    }

    private List<Found> referring(String artifactType, BiFunction<Part, byte[], Found> reader) {
        return referrers().stream()
                .filter(referrer -> referrer.artifactType().equals(artifactType)
                        || referrer.artifactType().isEmpty())
                .filter(referrer -> !referrer.mediaType().contains("index"))
                .limit(MAX_FOUND)
                .flatMap(referrer -> read(referrer, artifactType, reader).stream())
                .toList();
    }

    private List<Referrer> referrers() {
        List<Referrer> known = referrers;
        if (known == null) {
            known = attachments.referrers(image, digest);
            referrers = known;
        }
        return known;
    }

    /** An artifact with one layer, which is the signature. */
    private Optional<Found> read(Referrer referrer, String artifactType, BiFunction<Part, byte[], Found> reader) {
        try {
            Optional<ArtifactManifest> manifest =
                    attachments.manifest(image, referrer.digest().toString());
            if (manifest.isEmpty()) {
                return Optional.of(new Found.Unreadable("the registry lists a signature that it does not have"));
            }
            if (!manifest.get().artifactType().equals(artifactType)) {
                return referrer.artifactType().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Found.Unreadable("what is listed as a signature is none"));
            }
            List<Part> parts = manifest.get().parts();
            return Optional.of(
                    parts.size() == 1
                            ? read(parts.get(0), reader)
                            : new Found.Unreadable("an artifact of " + parts.size() + " parts is no signature"));
        } catch (RegistryException e) {
            return Optional.of(unreadable(e));
        }
    }

    private Found read(Part part, BiFunction<Part, byte[], Found> reader) {
        try {
            return reader.apply(part, attachments.blob(image, part));
        } catch (RegistryException e) {
            return unreadable(e);
        }
    }

    /** What is malformed is somebody's signature that is none; everything else is the registry's refusal. */
    private static Found unreadable(RegistryException e) {
        if (e.kind() != Kind.MALFORMED && e.kind() != Kind.NOT_FOUND) {
            throw e;
        }
        return new Found.Unreadable(e.problem().cause());
    }
}
