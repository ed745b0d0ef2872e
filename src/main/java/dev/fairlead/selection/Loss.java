package dev.fairlead.selection;

/** Why a tag was not chosen. The names are part of the JSON output: they do not change. */
public enum Loss {
    /** By its name a signature, attestation, SBOM, referrer or build cache: no image to run. */
    ARTIFACT,
    /** No include pattern matches it. */
    NOT_INCLUDED,
    /** An exclude pattern matches it. */
    EXCLUDED,
    /** The extract pattern does not match it. */
    NOT_EXTRACTED,
    /** It, or what was extracted from it, is nothing that the policy can put in order. */
    NOT_IN_FORM,
    /** A version outside the range. */
    OUT_OF_RANGE,
    /** A pre-release, and the range asks for none. */
    PRE_RELEASE,
    /** The time that the policy or the minimum age needs is not known. */
    NO_TIME,
    /** Younger than the minimum age. */
    TOO_YOUNG,
    /** Does not run on a platform that is asked for. */
    PLATFORM,
    /** It has no signature or attestation of the kind that is asked for. */
    UNSIGNED,
    /** It has some, and none of them holds: another key or identity, another digest, expired, not trusted. */
    UNPROVEN,
    /** Whether it is signed as asked could not be found out. */
    NOT_EVALUATED,
    /** Acceptable, but another tag ranks higher. */
    OUTRANKED
}
