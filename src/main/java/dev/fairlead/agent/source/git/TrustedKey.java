package dev.fairlead.agent.source.git;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * A key of a trusted ring. The primary key is what is trusted: a subkey counts as far as the primary key vouches for it,
 * and the other way round, since rings from key servers hold what anybody added.
 */
record TrustedKey(PGPPublicKeyRing ring, PGPPublicKey key) {

    /** Why this key could not sign at that moment; empty where it could. */
    String fault(Instant made) {
        PGPPublicKey primary = ring.getPublicKey();
        if (isRevoked(primary, PGPSignature.KEY_REVOCATION)
                || (!key.isMasterKey() && isRevoked(key, PGPSignature.SUBKEY_REVOCATION))) {
            return "its key was revoked";
        }
        Optional<PGPSignature> own = selfSignature(primary);
        Optional<PGPSignature> vouched = key.isMasterKey() ? own : binding();
        if (own.isEmpty() || vouched.isEmpty()) {
            return "its key is not vouched for by the primary key";
        }
        if (!maySign(vouched.get())) {
            return "its key is not one for signing";
        }
        boolean valid = isValid(primary, own.get(), made) && isValid(key, vouched.get(), made);
        return valid ? "" : "its key was not valid when it was signed";
    }

    private boolean maySign(PGPSignature vouched) {
        int flags = vouched.getHashedSubPackets().getKeyFlags();
        return (flags & KeyFlags.SIGN_DATA) != 0 || (key.isMasterKey() && flags == 0);
    }

    private static boolean isValid(PGPPublicKey key, PGPSignature vouched, Instant made) {
        Instant born = key.getCreationTime().toInstant();
        long seconds = vouched.getHashedSubPackets().getKeyExpirationTime();
        return !made.isBefore(born) && (seconds == 0 || made.isBefore(born.plusSeconds(seconds)));
    }

    /** The newest of the primary key about itself: on one of its names, or directly. */
    private static Optional<PGPSignature> selfSignature(PGPPublicKey primary) {
        List<PGPSignature> good = new ArrayList<>();
        for (Iterator<String> names = primary.getUserIDs(); names.hasNext(); ) {
            String name = names.next();
            Iterator<PGPSignature> on = primary.getSignaturesForID(name);
            while (on != null && on.hasNext()) {
                PGPSignature signature = on.next();
                if (isBy(signature, primary)
                        && proves(signature, primary, () -> signature.verifyCertification(name, primary))) {
                    good.add(signature);
                }
            }
        }
        Iterator<PGPSignature> direct = primary.getSignaturesOfType(PGPSignature.DIRECT_KEY);
        while (direct.hasNext()) {
            PGPSignature signature = direct.next();
            if (isBy(signature, primary) && proves(signature, primary, () -> signature.verifyCertification(primary))) {
                good.add(signature);
            }
        }
        return newest(good);
    }

    private Optional<PGPSignature> binding() {
        PGPPublicKey primary = ring.getPublicKey();
        List<PGPSignature> good = new ArrayList<>();
        Iterator<PGPSignature> bindings = key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING);
        while (bindings.hasNext()) {
            PGPSignature signature = bindings.next();
            if (isBy(signature, primary)
                    && proves(signature, primary, () -> signature.verifyCertification(primary, key))
                    && isAnswered(signature)) {
                good.add(signature);
            }
        }
        return newest(good);
    }

    /** The subkey's own word that it belongs to this primary key, which one that signs must give. */
    private boolean isAnswered(PGPSignature binding) {
        try {
            PGPSignatureList within = binding.getHashedSubPackets().getEmbeddedSignatures();
            PGPSignatureList beside = binding.getUnhashedSubPackets().getEmbeddedSignatures();
            return isAnswered(within) || isAnswered(beside);
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }

    private boolean isAnswered(PGPSignatureList answers) {
        for (PGPSignature answer : answers) {
            if (answer.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING
                    && proves(answer, key, () -> answer.verifyCertification(ring.getPublicKey(), key))) {
                return true;
            }
        }
        return false;
    }

    private boolean isRevoked(PGPPublicKey which, int type) {
        PGPPublicKey primary = ring.getPublicKey();
        Iterator<PGPSignature> found = which.getSignaturesOfType(type);
        while (found.hasNext()) {
            PGPSignature signature = found.next();
            boolean proved = which.isMasterKey()
                    ? proves(signature, primary, () -> signature.verifyCertification(primary))
                    : proves(signature, primary, () -> signature.verifyCertification(primary, which));
            if (proved) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBy(PGPSignature signature, PGPPublicKey key) {
        return signature.getKeyID() == key.getKeyID()
                && signature.getHashedSubPackets() != null
                && signature.getSignatureType() != PGPSignature.CERTIFICATION_REVOCATION;
    }

    private static boolean proves(PGPSignature signature, PGPPublicKey by, Check check) {
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), by);
            return check.holds();
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }

    private static Optional<PGPSignature> newest(List<PGPSignature> signatures) {
        return signatures.stream().max(Comparator.comparing(PGPSignature::getCreationTime));
    }

    private interface Check {
        boolean holds() throws PGPException;
    }
}
