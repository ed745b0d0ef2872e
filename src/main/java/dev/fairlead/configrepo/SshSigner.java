package dev.fairlead.configrepo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Makes SSH signatures in OpenSSH's form (PROTOCOL.sshsig) with the namespace {@code git}. */
final class SshSigner implements CommitSigner {
    private static final String PLACE = "the SSH signing key";
    private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final String NAMESPACE = "git";
    private static final String HASH = "sha512";

    private final KeyPair key;
    private final String algorithm;

    private SshSigner(KeyPair key, String algorithm) {
        this.key = key;
        this.algorithm = algorithm;
    }

    static SshSigner of(String privateKey, Optional<Supplier<String>> passphrase) {
        KeyPair key;
        try {
            key = SshKeys.read(privateKey, PLACE, passphrase);
        } catch (GitException e) {
            throw Failures.signing(PLACE, e.problem().cause(), e);
        }
        String type = KeyUtils.getKeyType(key.getPublic());
        return new SshSigner(key, KeyPairProvider.SSH_RSA.equals(type) ? KeyUtils.RSA_SHA512_KEY_TYPE_ALIAS : type);
    }

    @Override
    public String sign(byte[] commit) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-512").digest(commit);
            Buffer signature = new ByteArrayBuffer();
            signature.putString(algorithm);
            signature.putBytes(raw(signed(hash)));
            return armored(blob(signature.getCompactData()));
        } catch (GeneralSecurityException e) {
            throw Failures.signing(PLACE, "it cannot sign (" + e.getMessage() + ")", e);
        } catch (Exception e) {
            // The library's signatures declare nothing narrower.
            throw Failures.signing(PLACE, "it cannot sign (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    /** What the key signs: not the commit, but this around its hash. */
    private static byte[] signed(byte[] hash) {
        Buffer buffer = new ByteArrayBuffer();
        buffer.putRawBytes(MAGIC);
        buffer.putString(NAMESPACE);
        buffer.putString("");
        buffer.putString(HASH);
        buffer.putBytes(hash);
        return buffer.getCompactData();
    }

    private byte[] raw(byte[] data) throws Exception {
        Signature signature = BuiltinSignatures.fromFactoryName(algorithm).create();
        signature.initSigner(null, key.getPrivate());
        signature.update(null, data);
        return signature.sign(null);
    }

    private byte[] blob(byte[] signature) {
        Buffer buffer = new ByteArrayBuffer();
        buffer.putRawBytes(MAGIC);
        buffer.putUInt(VERSION);
        buffer.putPublicKey(key.getPublic());
        buffer.putString(NAMESPACE);
        buffer.putString("");
        buffer.putString(HASH);
        buffer.putBytes(signature);
        return buffer.getCompactData();
    }

    private static String armored(byte[] blob) {
        String lines = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(blob);
        return "-----BEGIN SSH SIGNATURE-----\n" + lines + "\n-----END SSH SIGNATURE-----\n";
    }
}
