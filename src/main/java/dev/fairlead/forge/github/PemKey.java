package dev.fairlead.forge.github;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.Secret;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an RSA private key from PEM (RFC 7468): PKCS#8, or PKCS#1 (RFC 8017, A.1.2) as GitHub hands it out. */
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);

    /** Version 0 and the algorithm rsaEncryption with NULL parameters, the head of a PKCS#8 key (RFC 5208). */
    private static final byte[] RSA_HEAD = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private PemKey() {}

    static PrivateKey parse(Secret pem) {
        // Environment variables often hold the line breaks as two characters.
        Matcher block = BLOCK.matcher(pem.reveal().replace("\\n", "\n"));
        if (!block.find()) {
            throw unreadable("this is no PEM private key");
        }
        byte[] der = decoded(block.group(2));
        return switch (block.group(1)) {
            case "PRIVATE KEY" -> key(der);
            case "RSA PRIVATE KEY" -> key(wrapped(der));
            case "ENCRYPTED PRIVATE KEY" -> throw unreadable("this key is encrypted");
            default -> throw unreadable("this is a " + block.group(1));
        };
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw unreadable("this PEM block is damaged");
        }
    }

    private static byte[] wrapped(byte[] pkcs1) {
        byte[] inner = tagged(OCTET_STRING, pkcs1);
        byte[] content = new byte[RSA_HEAD.length + inner.length];
        System.arraycopy(RSA_HEAD, 0, content, 0, RSA_HEAD.length);
        System.arraycopy(inner, 0, content, RSA_HEAD.length, inner.length);
        return tagged(SEQUENCE, content);
    }

    /** Tag, length in DER's shortest form, content (X.690, 8.1.3 and 10.1). */
    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.length;
        if (length < 0x80) {
            out.write(length);
        } else {
            int bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(length >> (8 * i));
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static PrivateKey key(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            // No cause: its message may tell of the key.
            throw unreadable("this is no RSA key");
        }
    }

    private static ForgeException unreadable(String cause) {
        return new ForgeException(
                ForgeException.Kind.CONFIGURATION,
                new Problem(
                        "GitHub App private key",
                        cause,
                        "give the .pem file that GitHub made for the App, as it is or converted to PKCS#8 without a"
                                + " password"));
    }
}
