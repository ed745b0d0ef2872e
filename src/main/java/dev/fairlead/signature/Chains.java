package dev.fairlead.signature;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

/** Chains of certificates: read, and followed to a trust anchor. Whether one was revoked is not asked. */
final class Chains {
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

    private Chains() {}

    static List<X509Certificate> parse(List<byte[]> encoded) throws Unproven {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] one : encoded) {
                chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(one)));
            }
        } catch (CertificateException e) {
            throw new Unproven("it brings a certificate that cannot be read", e);
        }
        return chain;
    }

    /** Follows a chain, the signer's first, at this moment, and asks whether the signer may sign code. */
    static void require(List<X509Certificate> chain, List<X509Certificate> roots, Instant now) throws Unproven {
        X509Certificate signer = chain.get(0);
        for (X509Certificate certificate : chain) {
            if (now.isAfter(certificate.getNotAfter().toInstant())) {
                throw new Unproven("its certificate has expired (" + name(certificate) + ", on "
                        + certificate.getNotAfter().toInstant() + ")");
            }
            if (now.isBefore(certificate.getNotBefore().toInstant())) {
                throw new Unproven("its certificate does not count yet (" + name(certificate) + ")");
            }
        }
        List<X509Certificate> path =
                chain.stream().filter(one -> !roots.contains(one)).toList();
        if (!path.isEmpty()) {
            validate(path, roots, now);
        }
        requireSigning(signer);
    }

    private static void validate(List<X509Certificate> path, List<X509Certificate> roots, Instant now) throws Unproven {
        try {
            PKIXParameters parameters = new PKIXParameters(
                    roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
        } catch (GeneralSecurityException e) {
            throw new Unproven("no trusted authority stands behind its certificate (" + name(path.get(0)) + ")", e);
        }
    }

    private static void requireSigning(X509Certificate signer) throws Unproven {
        boolean[] usage = signer.getKeyUsage();
        try {
            List<String> extended = signer.getExtendedKeyUsage();
            if ((usage != null && !usage[0]) || (extended != null && !extended.contains(CODE_SIGNING))) {
                throw new Unproven("its certificate is not for signing code (" + name(signer) + ")");
            }
        } catch (CertificateException e) {
            throw new Unproven("its certificate cannot be read", e);
        }
    }

    static String name(X509Certificate certificate) {
        return Words.shown(certificate.getSubjectX500Principal().getName());
    }
}
