package dev.fairlead.configrepo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/** Makes OpenPGP signatures (RFC 9580) without a key ring and without a {@code gpg}. */
final class OpenPgpSigner implements CommitSigner {
    private static final String PLACE = "the OpenPGP key";

    private final PGPPublicKey publicKey;
    private final PGPPrivateKey privateKey;

    private OpenPgpSigner(PGPPublicKey publicKey, PGPPrivateKey privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    static OpenPgpSigner of(String armored, Optional<Supplier<String>> passphrase) {
        PGPSecretKey key = signingKey(rings(armored));
        char[] secret = passphrase.map(Supplier::get).orElse("").toCharArray();
        try {
            var decryptor = new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(secret);
            PGPPrivateKey opened = key.extractPrivateKey(decryptor);
            if (opened == null) {
                throw Failures.signing(PLACE, "it holds no secret", null);
            }
            return new OpenPgpSigner(key.getPublicKey(), opened);
        } catch (PGPException e) {
            throw Failures.signing(PLACE, "it does not open with this passphrase", e);
        }
    }

    private static PGPSecretKeyRingCollection rings(String armored) {
        byte[] bytes = armored.getBytes(StandardCharsets.UTF_8);
        try (var in = PGPUtil.getDecoderStream(new ByteArrayInputStream(bytes))) {
            return new PGPSecretKeyRingCollection(in, new BcKeyFingerprintCalculator());
        } catch (IOException | PGPException | RuntimeException e) {
            throw Failures.signing(PLACE, "it is no armored secret key", e);
        }
    }

    private static PGPSecretKey signingKey(PGPSecretKeyRingCollection rings) {
        return stream(rings.getKeyRings())
                .flatMap(ring -> stream(ring.getSecretKeys()).filter(key -> maySign(ring, key)))
                .max(Comparator.comparing((PGPSecretKey key) -> !key.isMasterKey())
                        .thenComparing(key -> key.getPublicKey().getCreationTime()))
                .orElseThrow(() -> Failures.signing(PLACE, "none of its keys can sign", null));
    }

    private static <T> Stream<T> stream(Iterator<T> iterator) {
        Iterable<T> iterable = () -> iterator;
        return StreamSupport.stream(iterable.spliterator(), false);
    }

    private static boolean maySign(PGPSecretKeyRing ring, PGPSecretKey key) {
        PGPPublicKey open = key.getPublicKey();
        return key.isSigningKey() && !key.isPrivateKeyEmpty() && !open.hasRevocation() && allowsSigning(ring, open);
    }

    /** A subkey needs the flag; a primary key without any flag may do everything. */
    private static boolean allowsSigning(PGPSecretKeyRing ring, PGPPublicKey key) {
        boolean flagged = false;
        for (Iterator<PGPSignature> signatures = key.getSignatures(); signatures.hasNext(); ) {
            PGPSignature signature = signatures.next();
            if (signature.getKeyID() != ring.getPublicKey().getKeyID() || signature.getHashedSubPackets() == null) {
                continue;
            }
            int flags = signature.getHashedSubPackets().getKeyFlags();
            flagged |= flags != 0;
            if ((flags & KeyFlags.SIGN_DATA) != 0) {
                return true;
            }
        }
        return key.isMasterKey() && !flagged;
    }

    @Override
    public String sign(byte[] commit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArmoredOutputStream armor =
                ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
            signature(commit).encode(armor);
        } catch (IOException | PGPException e) {
            throw Failures.signing(PLACE, "it cannot sign (" + e.getMessage() + ")", e);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    private PGPSignature signature(byte[] commit) throws PGPException {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(publicKey.getAlgorithm(), HashAlgorithmTags.SHA512), publicKey);
        generator.init(PGPSignature.BINARY_DOCUMENT, privateKey);
        PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
        hashed.setIssuerFingerprint(false, publicKey);
        generator.setHashedSubpackets(hashed.generate());
        generator.update(commit);
        return generator.generate();
    }
}
