package dev.fairlead.signature;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Whose signatures count. */
public sealed interface Signers {
    /**
     * A key.
     *
     * @param name what people call it: the file that holds it
     */
    record TrustedKey(String name, PublicKey key) {}

    /** Who holds the private key of any of these. */
    record Keys(List<TrustedKey> keys) implements Signers {
        public Keys {
            keys = List.copyOf(keys);
        }
    }

    /**
     * An identity that a Sigstore authority has seen.
     *
     * @param subject a mail address, or the URI of a workflow
     * @param issuer the OpenID Connect issuer that vouched for it
     */
    record Identity(TextMatch subject, TextMatch issuer) {}

    /**
     * Any of these identities, as an authority of the trusted root certified it and its log has recorded the signature.
     *
     * @param trustedRoot a {@code trusted_root.json} of Sigstore, whole: authorities, logs and their keys
     */
    record Keyless(String trustedRoot, List<Identity> identities) implements Signers {
        public Keyless {
            identities = List.copyOf(identities);
        }
    }

    /**
     * Who holds a certificate below any of these.
     *
     * @param roots trust anchors
     * @param subjects distinguished names, each a part of the signer's; any signer where empty
     */
    record Certificates(List<X509Certificate> roots, List<SubjectName> subjects) implements Signers {
        public Certificates {
            roots = List.copyOf(roots);
            subjects = List.copyOf(subjects);
        }
    }
}
