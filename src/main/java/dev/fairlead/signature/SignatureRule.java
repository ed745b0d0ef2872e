package dev.fairlead.signature;

import java.util.List;
import java.util.Optional;

/**
 * One thing that an image has to show.
 *
 * @param name what people call the rule
 * @param kind of what form the signature is
 * @param signers whose signatures count
 * @param signedAs further repositories under whose names an image may have been signed, {@code *} for any; where a payload
 *     tells a repository at all, its own always counts
 * @param terms what an attestation has to say; {@link Terms#NONE} for a signature
 */
public record SignatureRule(String name, Kind kind, Signers signers, List<String> signedAs, Terms terms) {
    public SignatureRule {
        signedAs = List.copyOf(signedAs);
    }

    /** Forms of signatures. */
    public enum Kind {
        /** What {@code cosign sign} writes. */
        COSIGN,
        /** What {@code notation sign} writes. */
        NOTATION,
        /** An attestation of provenance in an in-toto statement, as {@code cosign attest} and builders sign it. */
        PROVENANCE
    }

    /**
     * What an attestation has to say.
     *
     * @param predicateTypes its type is one of these
     * @param builder the builder's id
     * @param source the repository that was built, as a URI without a revision
     */
    public record Terms(List<String> predicateTypes, Optional<TextMatch> builder, Optional<String> source) {
        /** SLSA provenance 0.2 and 1. */
        public static final List<String> SLSA =
                List.of("https://slsa.dev/provenance/v0.2", "https://slsa.dev/provenance/v1");

        public static final Terms NONE = new Terms(List.of(), Optional.empty(), Optional.empty());

        public Terms {
            predicateTypes = List.copyOf(predicateTypes);
        }
    }
}
