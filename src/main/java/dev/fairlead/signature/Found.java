package dev.fairlead.signature;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** One signature that lies beside an image, not yet judged. */
@SuppressWarnings("ArrayRecordComponent") // never changed, never compared
sealed interface Found {
    /**
     * A payload that cosign signs by itself.
     *
     * @param annotations of its layer: the signature, and what Sigstore knows of it
     */
    record Simple(byte[] payload, Map<String, String> annotations) implements Found {}

    /** An envelope with an attestation, as cosign 2 attaches it. */
    record Envelope(byte[] json, Map<String, String> annotations) implements Found {}

    /** A bundle of Sigstore, version 0.3. */
    record Bundle(byte[] json) implements Found {
        JsonNode parsed() throws Unproven {
            return Json.object(json, "the bundle");
        }
    }

    /** A signature of the Notary Project. */
    record Notary(String mediaType, byte[] envelope) implements Found {}

    /** What cannot be read. */
    record Unreadable(String why) implements Found {}
}
