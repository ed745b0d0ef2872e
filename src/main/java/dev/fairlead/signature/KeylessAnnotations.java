package dev.fairlead.signature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.signature.Signers.Keyless;
import dev.sigstore.encryption.certificates.Certificates;
import dev.sigstore.fulcio.client.FulcioVerificationException;
import dev.sigstore.fulcio.client.FulcioVerifier;
import dev.sigstore.rekor.client.ImmutableRekorEntry;
import dev.sigstore.rekor.client.ImmutableVerification;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import dev.sigstore.trustroot.TransparencyLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * Judges what cosign 1 and 2 leave beside an image when an identity signs: the certificate, and Rekor's promise to have
 * logged the signature, are annotations of the layer. The certificate's chain and its timestamp from a transparency log are
 * judged by sigstore-java; the promise here, since that library asks for an inclusion proof, of which this form has none.
 */
final class KeylessAnnotations {
    private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";
    private static final String LOGGED = "dev.sigstore.cosign/bundle";

    private KeylessAnnotations() {}

    static String verify(Keyless keyless, Found.Simple found, byte[] signature) throws Unproven {
        X509Certificate leaf = certificate(found.annotations());
        if (!PublicKeys.signed(leaf.getPublicKey(), found.payload(), signature)) {
            throw new Unproven("its signature does not hold");
        }
        JsonNode entry = logged(keyless, found.annotations(), leaf);
        JsonNode spec = entry.path("spec");
        boolean same = entry.path("kind").asText().equals("hashedrekord")
                && spec.path("data").path("hash").path("value").asText().equals(sha256(found.payload()))
                && Arrays.equals(Json.base64(spec.path("signature").path("content"), "the logged signature"), signature)
                && isOf(leaf, spec.path("signature").path("publicKey").path("content"));
        if (!same) {
            throw new Unproven("the log's entry is of another signature");
        }
        return CertifiedIdentity.of(leaf).require(keyless.identities());
    }

    static String verify(Keyless keyless, Found.Envelope found, Dsse envelope) throws Unproven {
        X509Certificate leaf = certificate(found.annotations());
        byte[] signature = envelope.signatures().stream()
                .filter(one -> PublicKeys.signed(leaf.getPublicKey(), envelope.signedBytes(), one))
                .findFirst()
                .orElseThrow(() -> new Unproven("its signature does not hold"));
        JsonNode entry = logged(keyless, found.annotations(), leaf);
        JsonNode spec = entry.path("spec");
        JsonNode first = spec.path("signatures").path(0);
        if (!entry.path("kind").asText().equals("dsse")) {
            throw new Unproven("its log entry is of the kind '"
                    + Words.shown(entry.path("kind").asText()) + "', which is not known here");
        }
        boolean same = spec.path("payloadHash").path("value").asText().equals(sha256(envelope.payload()))
                && Arrays.equals(Json.base64(first.path("signature"), "the logged signature"), signature)
                && isOf(leaf, first.path("verifier"));
        if (!same) {
            throw new Unproven("the log's entry is of another signature");
        }
        return CertifiedIdentity.of(leaf).require(keyless.identities());
    }

    private static X509Certificate certificate(Map<String, String> annotations) throws Unproven {
        String pem = annotations.get(CERTIFICATE);
        if (pem == null) {
            throw new Unproven("it is signed with a key, not by an identity");
        }
        try {
            return (X509Certificate) Certificates.fromPem(pem);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new Unproven("its certificate cannot be read", e);
        }
    }

    /** The entry that a trusted log has promised, at a time at which the trusted certificate counted. */
    private static JsonNode logged(Keyless keyless, Map<String, String> annotations, X509Certificate leaf)
            throws Unproven {
        JsonNode promise = Json.object(
                annotations.getOrDefault(LOGGED, "").getBytes(StandardCharsets.UTF_8), "what the log says of it");
        JsonNode content = promise.path("Payload");
        RekorEntry entry = ImmutableRekorEntry.builder()
                .body(content.path("body").asText())
                .integratedTime(content.path("integratedTime").asLong())
                .logID(content.path("logID").asText())
                .logIndex(content.path("logIndex").asLong())
                .verification(ImmutableVerification.builder().build())
                .build();
        try {
            SigstoreTrustedRoot root = TrustedRoots.read(keyless.trustedRoot());
            FulcioVerifier.newFulcioVerifier(root).verifySigningCertificate(Certificates.toCertPath(leaf));
            Instant logged = entry.getIntegratedTimeInstant();
            TransparencyLog log = TransparencyLog.find(
                            root.getTLogs(), HexFormat.of().parseHex(entry.getLogID()), logged)
                    .orElseThrow(() -> new Unproven("the log that recorded it is not trusted"));
            byte[] promised = Json.base64(promise.path("SignedEntryTimestamp"), "the log's promise");
            if (!PublicKeys.signed(log.getPublicKey().toJavaPublicKey(), entry.getSignableContent(), promised)) {
                throw new Unproven("the log's promise does not hold");
            }
            if (logged.isBefore(leaf.getNotBefore().toInstant())
                    || logged.isAfter(leaf.getNotAfter().toInstant())) {
                throw new Unproven("it was signed when its certificate did not count");
            }
        } catch (FulcioVerificationException e) {
            throw new Unproven("Sigstore does not vouch for its certificate: " + KeylessBundles.reason(e), e);
        } catch (SigstoreConfigurationException | GeneralSecurityException | IOException e) {
            throw new Unproven("the rule's trusted root cannot be used: " + KeylessBundles.reason(e), e);
        } catch (RuntimeException e) {
            throw new Unproven("what the log says of it cannot be read", e);
        }
        return Json.object(Json.base64(content.path("body"), "the log's entry"), "the log's entry");
    }

    private static boolean isOf(X509Certificate leaf, JsonNode encodedPem) throws Unproven {
        String pem = new String(Json.base64(encodedPem, "the logged certificate"), StandardCharsets.US_ASCII);
        try {
            return Certificates.fromPem(pem).equals(leaf);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new Unproven("the logged certificate cannot be read", e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
