package dev.fairlead.signature;

import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * A trusted identity as Notation's trust policies write it: {@code x509.subject: C=US, ST=WA, O=contoso}. Every attribute
 * that it names has to be in the subject of the signer's certificate.
 *
 * @param attributes as {@code TYPE=value}
 */
public record SubjectName(Set<String> attributes) {
    private static final String PREFIX = "x509.subject:";

    public SubjectName {
        attributes = Set.copyOf(attributes);
    }

    /**
     * The name of a text.
     *
     * @throws IllegalArgumentException if it is no distinguished name
     */
    public static SubjectName parse(String text) {
        String name = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        try {
            Set<String> attributes = attributes(name.strip());
            if (attributes.isEmpty()) {
                throw new IllegalArgumentException("the distinguished name names nothing");
            }
            return new SubjectName(attributes);
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no distinguished name: write it like C=US, ST=WA, O=contoso", e);
        }
    }

    boolean isOf(X509Certificate certificate) {
        try {
            return attributes(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253))
                    .containsAll(attributes);
        } catch (InvalidNameException e) {
            return false;
        }
    }

    private static Set<String> attributes(String name) throws InvalidNameException {
        return new LdapName(name).getRdns().stream().map(SubjectName::attribute).collect(Collectors.toSet());
    }

    private static String attribute(Rdn rdn) {
        String type = rdn.getType().toUpperCase(Locale.ROOT);
        return (type.equals("S") ? "ST" : type) + "=" + rdn.getValue();
    }

    @Override
    public String toString() {
        return attributes.stream().sorted().collect(Collectors.joining(", "));
    }
}
