package dev.fairlead.signature;

import dev.fairlead.signature.Signers.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;

/**
 * Who a Fulcio certificate is for.
 *
 * @param subjects its alternative names: mail addresses and URIs
 * @param issuer who vouched for them; empty where it does not say
 */
record CertifiedIdentity(List<String> subjects, String issuer) {
    private static final String ISSUER_V2 = "1.3.6.1.4.1.57264.1.8";
    private static final String ISSUER_V1 = "1.3.6.1.4.1.57264.1.1";
    private static final int MAIL = 1;
    private static final int URI = 6;

    static CertifiedIdentity of(X509Certificate certificate) throws Unproven {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            List<String> subjects = new ArrayList<>();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.get(0) instanceof Integer kind && (kind == MAIL || kind == URI)) {
                    subjects.add(String.valueOf(name.get(1)));
                }
            }
            return new CertifiedIdentity(List.copyOf(subjects), issuer(certificate));
        } catch (CertificateParsingException | IOException | IllegalArgumentException e) {
            throw new Unproven("its certificate cannot be read", e);
        }
    }

    private static String issuer(X509Certificate certificate) throws IOException {
        byte[] text = certificate.getExtensionValue(ISSUER_V2);
        if (text != null) {
            ASN1Primitive value = ASN1Primitive.fromByteArray(
                    ASN1OctetString.getInstance(text).getOctets());
            return value instanceof ASN1String string ? string.getString() : "";
        }
        byte[] raw = certificate.getExtensionValue(ISSUER_V1);
        return raw == null ? "" : new String(ASN1OctetString.getInstance(raw).getOctets(), StandardCharsets.UTF_8);
    }

    /** Who it is, as a clause, where any of these identities is meant. */
    String require(List<Identity> wanted) throws Unproven {
        for (String subject : subjects) {
            if (wanted.stream()
                    .anyMatch(identity -> identity.subject().matches(subject)
                            && identity.issuer().matches(issuer))) {
                return "signed by " + Words.shown(subject) + " (" + Words.shown(issuer) + ")";
            }
        }
        throw new Unproven("it is signed by " + Words.shown(String.join(", ", subjects)) + " (" + Words.shown(issuer)
                + "), who is not asked for");
    }
}
