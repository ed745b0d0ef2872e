package dev.fairlead.signature;

import dev.fairlead.image.Digest;
import dev.fairlead.signature.Signers.Keyless;
import dev.sigstore.KeylessVerificationException;
import dev.sigstore.KeylessVerifier;
import dev.sigstore.VerificationOptions;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.bundle.BundleParseException;
import dev.sigstore.encryption.certificates.Certificates;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Judges bundles that an identity has signed, by sigstore-java: the certificate's chain and its timestamp from a
 * transparency log, the entry in Rekor with its inclusion proof and checkpoint, the signature, and the time of signing. All
 * of it offline, against the trusted root of the rule.
 */
final class KeylessBundles {
    private static final String SHA256 = "sha256";

    private KeylessBundles() {}

    static String verify(Keyless keyless, byte[] json, Digest digest) throws Unproven {
        if (!digest.algorithm().equals(SHA256)) {
            throw new Unproven("Sigstore signs sha256 digests, and the image has another");
        }
        try {
            Bundle bundle = Bundle.from(new StringReader(new String(json, StandardCharsets.UTF_8)));
            KeylessVerifier.builder()
                    .trustedRootProvider(() -> TrustedRoots.read(keyless.trustedRoot()))
                    .build()
                    .verify(HexFormat.of().parseHex(digest.hex()), bundle, VerificationOptions.empty());
            requireTime(bundle);
            return CertifiedIdentity.of(Certificates.getLeaf(bundle.getCertPath()))
                    .require(keyless.identities());
        } catch (BundleParseException e) {
            throw new Unproven("its bundle cannot be read: " + reason(e), e);
        } catch (KeylessVerificationException e) {
            throw new Unproven("Sigstore does not vouch for it: " + reason(e), e);
        } catch (SigstoreConfigurationException | GeneralSecurityException e) {
            throw new Unproven("the rule's trusted root cannot be used: " + reason(e), e);
        } catch (RuntimeException e) {
            // sigstore-java takes some malformed bundles badly
            throw new Unproven("its bundle cannot be read", e);
        }
    }

    /**
     * Whether it was signed while its certificate counted. The library has judged the log's promise and the timestamps by
     * now, but up to its version 2.0.0 it does not hold the time that the log promises against the certificate.
     */
    private static void requireTime(Bundle bundle) throws Unproven {
        X509Certificate leaf = Certificates.getLeaf(bundle.getCertPath());
        RekorEntry entry = bundle.getEntries().get(0);
        String promise = entry.getVerification().getSignedEntryTimestamp();
        if (promise == null || promise.isEmpty()) {
            if (bundle.getTimestamps().isEmpty()) {
                throw new Unproven("nothing that is trusted tells when it was signed");
            }
            return;
        }
        Instant logged = entry.getIntegratedTimeInstant();
        if (logged.isBefore(leaf.getNotBefore().toInstant())
                || logged.isAfter(leaf.getNotAfter().toInstant())) {
            throw new Unproven("it was signed when its certificate did not count");
        }
    }

    static String reason(Exception e) {
        return Words.shown(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
}
