package dev.fairlead.configrepo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Signs commits: what it returns goes into the commit's {@code gpgsig} header. */
@FunctionalInterface
public interface CommitSigner {

    /**
     * A detached, armored signature.
     *
     * @param commit the commit's bytes as they are hashed, without a signature
     * @throws GitException ({@link GitException.Kind#SIGNING}) when the key cannot be used
     */
    String sign(byte[] commit);

    /**
     * Signs with an OpenPGP secret key, such as {@code gpg --armor --export-secret-keys} prints: with its newest subkey
     * that may sign, or else with the primary key.
     *
     * @param armoredKey the key's text
     * @param passphrase what protects it, if anything does
     */
    static CommitSigner openPgp(String armoredKey, Optional<Supplier<String>> passphrase) {
        return OpenPgpSigner.of(armoredKey, passphrase);
    }

    /** Signs with the OpenPGP secret key in a file. */
    static CommitSigner openPgpFile(Path file, Optional<Supplier<String>> passphrase) {
        return openPgp(text(file), passphrase);
    }

    /**
     * Signs with a private SSH key, as Git does with {@code gpg.format=ssh}.
     *
     * @param privateKey the key's text in OpenSSH or PEM form
     * @param passphrase what protects it, if anything does
     */
    static CommitSigner ssh(String privateKey, Optional<Supplier<String>> passphrase) {
        return SshSigner.of(privateKey, passphrase);
    }

    /** Signs with the private SSH key in a file. */
    static CommitSigner sshFile(Path file, Optional<Supplier<String>> passphrase) {
        return ssh(text(file), passphrase);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Failures.signing(
                    file.toString(), "the key cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }
}
