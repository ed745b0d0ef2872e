package dev.fairlead.signature;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An envelope of the Notary Project's signature specification, in whichever of its two forms.
 *
 * @param algorithm the signature's, by the names of JWS: {@code PS256} or {@code ES384}
 * @param signedBytes what is signed
 * @param payload the part of it that tells the image
 * @param chain the signer's certificate and those above it
 * @param contentType of the payload
 * @param scheme by which rules it is signed
 * @param expiry when the signature ends to count
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, never compared
record NotaryEnvelope(
        String algorithm,
        byte[] signedBytes,
        byte[] payload,
        byte[] signature,
        List<X509Certificate> chain,
        String contentType,
        String scheme,
        Optional<Instant> expiry) {
    static final String SCHEME = "io.cncf.notary.signingScheme";
    static final String EXPIRY = "io.cncf.notary.expiry";
    private static final String JWS = "application/jose+json";
    private static final String COSE = "application/cose";
    private static final int LONGEST_CHAIN = 10;

    static NotaryEnvelope parse(Found.Notary found) throws Unproven {
        NotaryEnvelope envelope = switch (found.mediaType()) {
            case JWS -> JwsEnvelope.parse(found.envelope());
            case COSE -> CoseEnvelope.parse(found.envelope());
            default ->
                throw new Unproven(
                        "an envelope of the form '" + Words.shown(found.mediaType()) + "' is not known here");
        };
        if (envelope.chain().isEmpty() || envelope.chain().size() > LONGEST_CHAIN) {
            throw new Unproven("it brings " + envelope.chain().size() + " certificates");
        }
        return envelope;
    }
}
