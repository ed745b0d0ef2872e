package dev.fairlead.agent.source.git;

import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * Public OpenPGP keys (RFC 9580) that are trusted, and the signatures of those who hold them. Nothing of this machine's key
 * ring counts.
 */
final class OpenPgpKeys {
    private static final Set<Integer> HASHES = Set.of(
            HashAlgorithmTags.SHA224,
            HashAlgorithmTags.SHA256,
            HashAlgorithmTags.SHA384,
            HashAlgorithmTags.SHA512,
            HashAlgorithmTags.SHA3_256,
            HashAlgorithmTags.SHA3_512);

    private final List<PGPPublicKeyRing> rings;

    private OpenPgpKeys(List<PGPPublicKeyRing> rings) {
        this.rings = rings;
    }

    static OpenPgpKeys of(List<String> armored, String place) {
        List<PGPPublicKeyRing> rings = new ArrayList<>();
        for (String text : armored) {
            try (InputStream in = decoded(text)) {
                new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator()).forEach(rings::add);
            } catch (IOException | PGPException | RuntimeException e) {
                throw new SourceException(
                        Kind.INVALID,
                        place + ", a trusted OpenPGP key",
                        "it is no armoured public key",
                        "give what gpg --armor --export prints");
            }
        }
        return new OpenPgpKeys(rings);
    }

    private static InputStream decoded(String armored) throws IOException {
        return PGPUtil.getDecoderStream(new ByteArrayInputStream(armored.getBytes(StandardCharsets.UTF_8)));
    }

    /** Who signed, by a key's first name and its fingerprint. */
    String verify(SignedText text, String place) {
        List<PGPSignature> signatures = read(text, place);
        String fault = "it is signed by a key that is not trusted";
        for (PGPSignature signature : signatures) {
            for (PGPPublicKeyRing ring : rings) {
                PGPPublicKey key = ring.getPublicKey(signature.getKeyID());
                if (key == null) {
                    continue;
                }
                fault = fault(signature, new TrustedKey(ring, key), text.payload());
                if (fault.isEmpty()) {
                    return who(ring);
                }
            }
            fault += " (key " + String.format("%016X", signature.getKeyID()) + ")";
        }
        throw Signatures.refused(place, fault);
    }

    private static List<PGPSignature> read(SignedText text, String place) {
        List<PGPSignature> found = new ArrayList<>();
        try (InputStream in = decoded(text.signature())) {
            for (Object object : new BcPGPObjectFactory(in)) {
                if (object instanceof PGPSignatureList list) {
                    list.forEach(found::add);
                }
            }
        } catch (IOException | RuntimeException e) {
            throw Signatures.refused(place, "its OpenPGP signature cannot be read");
        }
        if (found.isEmpty()) {
            throw Signatures.refused(place, "its OpenPGP signature cannot be read");
        }
        return found;
    }

    private static String fault(PGPSignature signature, TrustedKey key, byte[] payload) {
        if (signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT) {
            return "its signature is not one of a document";
        }
        if (!HASHES.contains(signature.getHashAlgorithm())) {
            return "its signature is over a hash that is no longer safe";
        }
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), key.key());
            signature.update(payload);
            if (!signature.verify()) {
                return "its signature is not one of this text";
            }
        } catch (PGPException | RuntimeException e) {
            return "its signature cannot be verified";
        }
        Instant made = signature.getCreationTime().toInstant();
        return key.fault(made);
    }

    private static String who(PGPPublicKeyRing ring) {
        PGPPublicKey master = ring.getPublicKey();
        Iterator<String> names = master.getUserIDs();
        String fingerprint = HexFormat.of().formatHex(master.getFingerprint()).toUpperCase(Locale.ROOT);
        return (names.hasNext() ? names.next() + " " : "") + "(" + fingerprint + ")";
    }
}
