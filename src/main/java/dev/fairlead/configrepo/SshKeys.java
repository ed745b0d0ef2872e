package dev.fairlead.configrepo;

import dev.fairlead.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads private SSH keys from text. */
final class SshKeys {
    private SshKeys() {}

    /** The first key in OpenSSH or PEM text. {@code name} is what messages call it. */
    static KeyPair read(String text, String name, Optional<Supplier<String>> passphrase) {
        FilePasswordProvider password =
                (session, resource, retry) -> passphrase.map(Supplier::get).orElse(null);
        // A key that came through an environment variable has often lost its last line break.
        byte[] bytes = (text.strip() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Iterable<KeyPair> keys = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName(name), new ByteArrayInputStream(bytes), password);
            if (keys != null && keys.iterator().hasNext()) {
                return keys.iterator().next();
            }
            throw unusable(name, "it holds no private key", null);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw e instanceof GitException git ? git : unusable(name, "it cannot be read", e);
        }
    }

    private static GitException unusable(String name, String cause, @org.jspecify.annotations.Nullable Exception e) {
        return new GitException(
                GitException.Kind.UNAUTHORIZED,
                new Problem(name, cause, "give a private key in OpenSSH or PEM form, and its passphrase if it has one"),
                e);
    }
}
