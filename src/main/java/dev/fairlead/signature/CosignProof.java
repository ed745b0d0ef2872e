package dev.fairlead.signature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.signature.Signers.Keyless;
import dev.fairlead.signature.Signers.Keys;
import dev.fairlead.signature.Signers.TrustedKey;

/**
 * Judges what cosign signs: payloads of the simple signing format beside the image (cosign 1 and 2), and statements in
 * Sigstore bundles that refer to it (cosign 3).
 */
final class CosignProof implements Proof {
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
    private static final String PAYLOAD_TYPE = "cosign container image signature";
    private static final String SIGNED = "https://sigstore.dev/cosign/sign/v1";

    private final SignatureRule rule;
    private final ImageName image;
    private final Digest digest;

    CosignProof(SignatureRule rule, ImageName image, Digest digest) {
        this.rule = rule;
        this.image = image;
        this.digest = digest;
    }

    @Override
    public String of(Found found) throws Unproven {
        if (found instanceof Found.Simple simple) {
            return simple(simple);
        }
        if (found instanceof Found.Bundle bundle) {
            Signed signed = Signed.bundle(rule.signers(), bundle, digest);
            signed.statement().requireAbout(digest);
            if (!signed.statement().predicateType().equals(SIGNED)) {
                throw new Unproven("it is an attestation ("
                        + Words.shown(signed.statement().predicateType()) + "), not a signature of the image");
            }
            return signed.by();
        }
        throw new Unproven(found instanceof Found.Unreadable unreadable ? unreadable.why() : "it is no such signature");
    }

    private String simple(Found.Simple simple) throws Unproven {
        byte[] signature =
                Json.base64(simple.annotations().getOrDefault(SIGNATURE, ""), "the signature of the payload");
        String by;
        if (rule.signers() instanceof Keys keys) {
            by = by(keys, simple.payload(), signature);
        } else if (rule.signers() instanceof Keyless keyless) {
            by = KeylessAnnotations.verify(keyless, simple, signature);
        } else {
            throw new Unproven("the rule names certificates, and cosign signs with keys and identities");
        }
        requireThisImage(Json.object(simple.payload(), "the payload").path("critical"));
        return by;
    }

    static String by(Keys keys, byte[] message, byte[] signature) throws Unproven {
        for (TrustedKey trusted : keys.keys()) {
            if (PublicKeys.signed(trusted.key(), message, signature)) {
                return "signed with " + trusted.name();
            }
        }
        throw new Unproven("it is signed with another key");
    }

    private void requireThisImage(JsonNode critical) throws Unproven {
        if (!critical.path("type").asText().equals(PAYLOAD_TYPE)) {
            throw new Unproven("its payload is none of an image");
        }
        String signed = critical.path("image").path("docker-manifest-digest").asText();
        if (!signed.equals(digest.toString())) {
            throw new Unproven("it signs another image (" + Words.shown(signed) + ")");
        }
        requireName(critical.path("identity").path("docker-reference").asText());
    }

    /** A signature says under which name its image was signed: another image's is no word about this one. */
    private void requireName(String reference) throws Unproven {
        String name = reference.indexOf('@') >= 0 ? reference.substring(0, reference.indexOf('@')) : reference;
        int colon = name.lastIndexOf(':');
        String repository = colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
        boolean same = repository.isEmpty()
                || ImageName.tryParse(repository).filter(image::equals).isPresent()
                || rule.signedAs().contains("*")
                || rule.signedAs().contains(repository);
        if (!same) {
            throw new Unproven("it was signed as " + Words.shown(repository)
                    + ", which is another repository ('signedAs' of the rule can allow it)");
        }
    }
}
