package dev.fairlead.update.config;

import dev.fairlead.signature.SignatureRule;
import dev.fairlead.signature.SignatureRule.Terms;
import dev.fairlead.signature.Signers.Identity;
import dev.fairlead.signature.SubjectName;
import java.util.List;
import java.util.Optional;

/**
 * A rule of {@code signatures}, whose keys are named by files of the config repository.
 *
 * @param name unique
 * @param kind of what form the signature is
 * @param keys files with public keys; none where identities or certificates count
 * @param identities who may have signed without a key of their own
 * @param trustedRoot the file that says which authorities and logs are believed about identities
 * @param certificates files with trust anchors
 * @param subjects which signers below them
 * @param signedAs further repositories under whose names an image may have been signed
 * @param terms what an attestation has to say
 */
public record SignatureSetting(
        String name,
        SignatureRule.Kind kind,
        List<String> keys,
        List<Identity> identities,
        Optional<String> trustedRoot,
        List<String> certificates,
        List<SubjectName> subjects,
        List<String> signedAs,
        Terms terms) {
    public SignatureSetting {
        keys = List.copyOf(keys);
        identities = List.copyOf(identities);
        certificates = List.copyOf(certificates);
        subjects = List.copyOf(subjects);
        signedAs = List.copyOf(signedAs);
    }
}
