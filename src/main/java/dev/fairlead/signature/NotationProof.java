package dev.fairlead.signature;

import dev.fairlead.image.Digest;
import dev.fairlead.signature.Signers.Certificates;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Map;

/**
 * Judges signatures of the Notary Project as a trust policy of the level strict does, but for revocation: integrity, the
 * chain to a trust anchor, the trusted identities, and both expiries. Without a trusted time of signing, certificates have
 * to count now.
 */
final class NotationProof implements Proof {
    private static final String PAYLOAD = "application/vnd.cncf.notary.payload.v1+json";
    private static final String SCHEME = "notary.x509";
    private static final Map<String, String> CURVES = Map.of(
            "ES256", "SHA256withECDSAinP1363Format",
            "ES384", "SHA384withECDSAinP1363Format",
            "ES512", "SHA512withECDSAinP1363Format");
    private static final Map<String, Integer> PSS = Map.of("PS256", 256, "PS384", 384, "PS512", 512);

    private final SignatureRule rule;
    private final Digest digest;
    private final Instant now;

    NotationProof(SignatureRule rule, Digest digest, Instant now) {
        this.rule = rule;
        this.digest = digest;
        this.now = now;
    }

    @Override
    public String of(Found found) throws Unproven {
        if (!(found instanceof Found.Notary notary)) {
            throw new Unproven(
                    found instanceof Found.Unreadable unreadable ? unreadable.why() : "it is no such signature");
        }
        if (!(rule.signers() instanceof Certificates trusted)) {
            throw new Unproven("the rule names no certificates, and Notation signs with them");
        }
        NotaryEnvelope envelope = NotaryEnvelope.parse(notary);
        X509Certificate signer = envelope.chain().get(0);
        if (!signed(envelope, signer)) {
            throw new Unproven("its signature does not hold");
        }
        if (!envelope.scheme().equals(SCHEME) || !envelope.contentType().equals(PAYLOAD)) {
            throw new Unproven(
                    "it is signed by the scheme '" + Words.shown(envelope.scheme()) + "', which is not known here");
        }
        if (envelope.expiry().isPresent() && !now.isBefore(envelope.expiry().get())) {
            throw new Unproven(
                    "the signature has expired on " + envelope.expiry().get());
        }
        Chains.require(envelope.chain(), trusted.roots(), now);
        if (!trusted.subjects().isEmpty() && trusted.subjects().stream().noneMatch(subject -> subject.isOf(signer))) {
            throw new Unproven("it is signed by " + Chains.name(signer) + ", who is not asked for");
        }
        requireThisImage(envelope.payload());
        return "signed by " + Chains.name(signer);
    }

    private void requireThisImage(byte[] payload) throws Unproven {
        String signed = Json.object(payload, "the payload")
                .path("targetArtifact")
                .path("digest")
                .asText();
        if (!signed.equals(digest.toString())) {
            throw new Unproven("it signs another image (" + Words.shown(signed) + ")");
        }
    }

    private static boolean signed(NotaryEnvelope envelope, X509Certificate signer) throws Unproven {
        String curve = CURVES.get(envelope.algorithm());
        Integer bits = PSS.get(envelope.algorithm());
        if (curve == null && bits == null) {
            throw new Unproven("its algorithm is none that the Notary Project allows");
        }
        try {
            Signature verifier = Signature.getInstance(curve == null ? "RSASSA-PSS" : curve);
            if (bits != null) {
                String hash = "SHA-" + bits;
                verifier.setParameter(
                        new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), bits / Byte.SIZE, 1));
            }
            verifier.initVerify(signer.getPublicKey());
            verifier.update(envelope.signedBytes());
            return verifier.verify(envelope.signature());
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }
}
