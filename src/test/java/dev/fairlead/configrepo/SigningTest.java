package dev.fairlead.configrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures are good where real {@code git}, {@code gpg} and {@code ssh-keygen} say so. */
@Tag("service")
class SigningTest {
    @TempDir
    Path temp;

    private Snapshot signed(CommitSigner signer) throws Exception {
        try (BareRepo remote = BareRepo.create(temp.resolve("config.git"));
                Bot bot = Bot.of(remote, temp.resolve("cache"))) {
            remote.commit("main", Map.of("a", "x"), "start");
            Snapshot main = bot.main();
            TreeEdit edit = bot.repo().edit(main).replace(main.find("a").orElseThrow(), new byte[] {'y'});
            Snapshot next = bot.repo()
                    .commit(
                            edit,
                            CommitRequest.on(main.id(), Bot.IDENTITY, Bot.NOON, "Signed: ünïcode\n\nbody")
                                    .withTrailer("Key", "value")
                                    .signedBy(signer));
            assertThat(bot.push(main, next).landed()).isTrue();
            return next;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa2048", "ed25519"})
    void gitAndGpgVerifyAnOpenPgpSignature(String algorithm) throws Exception {
        Tools.require("gpg");
        Path home = gpgHome();
        gpg(home, "--quick-generate-key", "Fairlead <fairlead@example.com>", algorithm, "sign", "never");
        String secret = gpg(home, "--armor", "--export-secret-keys", "fairlead@example.com");

        Snapshot commit = signed(CommitSigner.openPgp(secret, Optional.of(() -> "sesame")));

        String told = Tools.run(
                temp.resolve("config.git"),
                Map.of("GNUPGHOME", home.toString()),
                "",
                "git",
                "verify-commit",
                "-v",
                commit.id().toString());
        assertThat(told).contains("Good signature from \"Fairlead <fairlead@example.com>\"");
    }

    @Test
    void theNewestSubkeyThatMaySignIsUsed() throws Exception {
        Tools.require("gpg");
        Path home = gpgHome();
        gpg(home, "--quick-generate-key", "Fairlead <fairlead@example.com>", "ed25519", "cert", "never");
        String fingerprint = gpg(home, "--with-colons", "--list-keys")
                .lines()
                .filter(line -> line.startsWith("fpr:"))
                .findFirst()
                .orElseThrow()
                .split(":", -1)[9];
        gpg(home, "--quick-add-key", fingerprint, "cv25519", "encr", "never");
        gpg(home, "--quick-add-key", fingerprint, "ed25519", "sign", "never");
        // As a careful owner exports it: the primary key's secret stays at home.
        String secret = gpg(home, "--armor", "--export-secret-subkeys", fingerprint);

        Snapshot commit = signed(CommitSigner.openPgp(secret, Optional.of(() -> "sesame")));

        String told = Tools.run(
                temp.resolve("config.git"),
                Map.of("GNUPGHOME", home.toString()),
                "",
                "git",
                "verify-commit",
                commit.id().toString());
        assertThat(told).contains("Good signature");
    }

    @Test
    void aKeyThatCannotSignIsRefusedWithoutShowingIt() throws Exception {
        Tools.require("gpg");
        Path home = gpgHome();
        gpg(home, "--quick-generate-key", "Fairlead <fairlead@example.com>", "ed25519", "sign", "never");
        String secret = gpg(home, "--armor", "--export-secret-keys", "fairlead@example.com");

        assertThatThrownBy(() -> CommitSigner.openPgp(secret, Optional.of(() -> "wrong-passphrase")))
                .isInstanceOfSatisfying(
                        GitException.class, e -> assertThat(e.kind()).isEqualTo(GitException.Kind.SIGNING))
                .hasMessageContaining("passphrase")
                .hasMessageNotContaining("wrong-passphrase");
        assertThatThrownBy(() -> CommitSigner.openPgp("no key at all", Optional.empty()))
                .isInstanceOf(GitException.class)
                .hasMessageNotContaining("no key at all");
        assertThatThrownBy(() -> CommitSigner.openPgpFile(temp.resolve("missing.asc"), Optional.empty()))
                .hasMessageContaining("missing.asc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void gitAndSshKeygenVerifyAnSshSignature(String type) throws Exception {
        Tools.require("ssh-keygen");
        Path key = temp.resolve("id_" + type);
        Tools.run(temp, "ssh-keygen", "-q", "-t", type, "-N", "sesame", "-C", "", "-f", key.toString());
        Path allowed = temp.resolve("allowed_signers");
        Files.writeString(allowed, "fairlead@example.com " + Files.readString(temp.resolve("id_" + type + ".pub")));

        Snapshot commit = signed(CommitSigner.sshFile(key, Optional.of(() -> "sesame")));

        String told = Tools.run(
                temp.resolve("config.git"),
                "git",
                "-c",
                "gpg.format=ssh",
                "-c",
                "gpg.ssh.allowedSignersFile=" + allowed,
                "verify-commit",
                "-v",
                commit.id().toString());
        assertThat(told).contains("Good \"git\" signature for fairlead@example.com");
    }

    @Test
    void anSshKeyWithAWrongPassphraseIsRefusedWithoutShowingIt() throws Exception {
        Tools.require("ssh-keygen");
        Path key = temp.resolve("id_ed25519");
        Tools.run(temp, "ssh-keygen", "-q", "-t", "ed25519", "-N", "sesame", "-C", "", "-f", key.toString());

        assertThatThrownBy(() -> CommitSigner.sshFile(key, Optional.of(() -> "wrong-passphrase")))
                .isInstanceOfSatisfying(
                        GitException.class, e -> assertThat(e.kind()).isEqualTo(GitException.Kind.SIGNING))
                .hasMessageNotContaining("wrong-passphrase");
    }

    private Path gpgHome() throws Exception {
        // A short path: the agent's socket in it has at most 107 characters.
        Path home = Files.createTempDirectory(
                Path.of("/tmp"),
                "g",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        home.toFile().deleteOnExit();
        return home;
    }

    private String gpg(Path home, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 6];
        System.arraycopy(
                new String[] {"gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", "sesame"},
                0,
                command,
                0,
                6);
        System.arraycopy(arguments, 0, command, 6, arguments.length);
        return Tools.run(temp, Map.of("GNUPGHOME", home.toString()), "", command);
    }
}
