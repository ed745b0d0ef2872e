package io.jenkins.plugins.fairlead.harbour;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Keys that tests make for themselves. */
public final class Keys {
    private static final int BITS = 2048;
    private static final int LINE = 64;

    private Keys() {}

    public static KeyPair rsa() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        return generator.generateKeyPair();
    }

    /** The private key in PKCS #8, as people paste it into a credential. */
    public static String pem(KeyPair pair) {
        byte[] newLine = "\n".getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getMimeEncoder(LINE, newLine)
                .encodeToString(pair.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }
}
