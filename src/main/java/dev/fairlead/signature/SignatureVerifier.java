package dev.fairlead.signature;

import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.registry.Registries;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.signature.Verdict.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges images by rules. What is judged is a digest: of an image for several platforms the index's, which is what a tag
 * points at and what is written; its parts are named by it and need no signatures of their own.
 */
public final class SignatureVerifier {
    private static final int REASONS = 3;

    private final Registries registries;
    private final Instant now;

    /**
     * A verifier that asks these registries.
     *
     * @param now when certificates and signatures have to count that bring no trusted time of signing
     */
    public SignatureVerifier(Registries registries, Instant now) {
        this.registries = registries;
        this.now = now;
    }

    /**
     * Judges an image by every rule.
     *
     * @return a verdict for each rule, in their order; the last one is the first that does not hold
     * @throws RegistryException if the registry cannot be asked now, and may be later
     */
    public List<Verdict> verify(List<SignatureRule> rules, ImageName image, Digest digest) {
        Finder finder = new Finder(registries.forImage(image).attachments(), image, digest);
        List<Verdict> verdicts = new ArrayList<>();
        for (SignatureRule rule : rules) {
            Verdict verdict = verify(rule, image, digest, finder);
            verdicts.add(new Verdict(verdict.outcome(), rule.name() + ": " + verdict.words()));
            if (!verdict.verified()) {
                break;
            }
        }
        return verdicts;
    }

    private Verdict verify(SignatureRule rule, ImageName image, Digest digest, Finder finder) {
        try {
            return switch (rule.kind()) {
                case COSIGN ->
                    judged(finder.signatures(), new CosignProof(rule, image, digest), "it has no cosign signature");
                case NOTATION ->
                    judged(finder.notary(), new NotationProof(rule, digest, now), "it has no Notation signature");
                case PROVENANCE ->
                    judged(finder.attestations(), new ProvenanceProof(rule, digest), "it has no signed attestation");
            };
        } catch (RegistryException e) {
            if (e.retryable()) {
                throw e;
            }
            return new Verdict(
                    Outcome.NOT_EVALUATED,
                    "the registry does not tell (" + e.problem().cause() + ")");
        } catch (LinkageError e) {
            return new Verdict(
                    Outcome.NOT_EVALUATED,
                    "a library that judges it is not on this runner (" + Words.shown(String.valueOf(e.getMessage()))
                            + ")");
        }
    }

    private static Verdict judged(List<Found> found, Proof proof, String missing) {
        Set<String> reasons = new LinkedHashSet<>();
        for (Found one : found) {
            try {
                return new Verdict(Outcome.VERIFIED, proof.of(one));
            } catch (Unproven e) {
                reasons.add(e.why());
            }
        }
        if (reasons.isEmpty()) {
            return new Verdict(Outcome.MISSING, missing);
        }
        String several = found.size() == 1 ? "" : "none of " + found.size() + " signatures counts: ";
        return new Verdict(
                Outcome.INVALID, several + reasons.stream().limit(REASONS).collect(Collectors.joining("; ")));
    }
}
