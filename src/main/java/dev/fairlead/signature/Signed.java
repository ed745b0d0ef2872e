package dev.fairlead.signature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.image.Digest;
import dev.fairlead.signature.Signers.Keyless;
import dev.fairlead.signature.Signers.Keys;

/**
 * A statement whose signature holds.
 *
 * @param by who has signed, as a clause
 */
record Signed(Statement statement, String by) {
    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    /** The statement of a bundle; its signature is judged before anything in it is believed. */
    static Signed bundle(Signers signers, Found.Bundle bundle, Digest digest) throws Unproven {
        JsonNode json = bundle.parsed();
        if (!json.path("mediaType").asText().equals(BUNDLE)) {
            throw new Unproven("a bundle of the form '"
                    + Words.shown(json.path("mediaType").asText()) + "' is not known here");
        }
        if (!json.path("dsseEnvelope").isObject()) {
            throw new Unproven("its bundle holds no envelope");
        }
        Dsse envelope = Dsse.of(json.path("dsseEnvelope"));
        if (signers instanceof Keyless keyless) {
            String by = KeylessBundles.verify(keyless, bundle.json(), digest);
            return new Signed(envelope.statement(), by);
        }
        return envelope(signers, envelope);
    }

    /** The statement of an envelope that was signed with a key. */
    static Signed envelope(Signers signers, Dsse envelope) throws Unproven {
        if (!(signers instanceof Keys keys)) {
            throw new Unproven("the rule asks for another kind of signer than an envelope can tell");
        }
        Unproven last = new Unproven("its envelope holds no signature");
        for (byte[] signature : envelope.signatures()) {
            try {
                String by = CosignProof.by(keys, envelope.signedBytes(), signature);
                return new Signed(envelope.statement(), by);
            } catch (Unproven e) {
                last = e;
            }
        }
        throw last;
    }
}
