package dev.fairlead.agent.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.agent.source.Artifact;
import dev.fairlead.agent.source.Failure;
import dev.fairlead.agent.source.GitRef;
import dev.fairlead.agent.source.GitSource;
import dev.fairlead.agent.source.GitVerification;
import dev.fairlead.agent.source.GitVerification.Mode;
import dev.fairlead.agent.source.remote.Fetch;
import dev.fairlead.configrepo.GitHttpServer;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.configrepo.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits and tags that git signed with gpg and ssh-keygen, from a real server. */
@Tag("service")
class GitSignaturesTest {
    @TempDir
    Path temp;

    private Path home;
    private Path work;
    private GitHttpServer server;
    private Fetch fetch;

    @BeforeEach
    void start() throws Exception {
        Tools.require("gpg");
        Tools.require("ssh-keygen");
        // A short path: the agent's socket in it has at most 107 characters.
        home = Files.createTempDirectory(
                Path.of("/tmp"),
                "g",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createDirectories(temp.resolve("git"));
        Tools.run(temp, "git", "init", "-q", "-b", "main", "git/config");
        work = temp.resolve("git/config");
        Tools.run(work, "git", "config", "user.name", "Somebody");
        Tools.run(work, "git", "config", "user.email", "somebody@example.com");
        server = GitHttpServer.serve(temp.resolve("git"));
        fetch = Fetch.into(temp.resolve("agent"));
    }

    @AfterEach
    void stop() throws Exception {
        fetch.close();
        server.close();
        Tools.run(temp, Map.of("GNUPGHOME", home.toString()), "", "gpgconf", "--kill", "all");
    }

    private String git(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        return Tools.run(work, Map.of("GNUPGHOME", home.toString()), "", command.toArray(String[]::new));
    }

    private String gpg(String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", ""));
        command.addAll(List.of(words));
        return Tools.run(temp, Map.of("GNUPGHOME", home.toString()), "", command.toArray(String[]::new));
    }

    private void commit(String content, String... how) throws Exception {
        Files.writeString(work.resolve("a.yaml"), content);
        git("add", "-A");
        List<String> command = new ArrayList<>(List.of(how));
        command.addAll(List.of("commit", "-q", "-m", "change to " + content));
        git(command.toArray(String[]::new));
    }

    private GitSource source(GitRef ref, Mode mode, List<String> openPgp, List<String> ssh) {
        return GitSource.of(RepoLocation.parse(server.url("config/.git")), ref)
                .verifiedBy(new GitVerification(mode, openPgp, ssh));
    }

    private GitSource main(List<String> openPgp, List<String> ssh) {
        return source(new GitRef.Branch("main"), Mode.HEAD, openPgp, ssh);
    }

    private String refused(GitSource source) throws Exception {
        Failure failure = fetch.failure(source);
        assertThat(failure.retryable()).as(failure.toString()).isFalse();
        return failure.problem().cause();
    }

    private String key(String who, String algorithm) throws Exception {
        gpg("--quick-generate-key", who, algorithm, "sign", "never");
        return gpg("--armor", "--export", who);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa2048", "nistp256"})
    void aCommitSignedWithOpenPgp(String algorithm) throws Exception {
        String trusted = key("trusted@example.com", algorithm);
        String other = key("other@example.com", "ed25519");
        commit("1", "-c", "user.signingkey=trusted@example.com", "-c", "commit.gpgsign=true");

        Artifact artifact = fetch.good(main(List.of(other, trusted), List.of()));
        assertThat(artifact.notes())
                .singleElement()
                .asString()
                .startsWith("commit ")
                .contains(" signed by trusted@example.com (");
        assertThat(refused(main(List.of(other), List.of()))).startsWith("it is signed by a key that is not trusted");
        assertThat(refused(main(List.of(), List.of()))).contains("and none is trusted");
    }

    /** As careful owners do: a primary key that only certifies, and a subkey that signs. */
    @Test
    void aSubkeyIsTrustedThroughItsPrimaryKey() throws Exception {
        gpg("--quick-generate-key", "team@example.com", "ed25519", "cert", "never");
        String fingerprint = gpg("--with-colons", "--list-keys", "team@example.com")
                .lines()
                .filter(line -> line.startsWith("fpr:"))
                .findFirst()
                .orElseThrow()
                .split(":", -1)[9];
        gpg("--quick-add-key", fingerprint, "cv25519", "encr", "never");
        gpg("--quick-add-key", fingerprint, "ed25519", "sign", "never");
        String trusted = gpg("--armor", "--export", fingerprint);
        commit("1", "-c", "user.signingkey=team@example.com", "-c", "commit.gpgsign=true");

        assertThat(fetch.good(main(List.of(trusted), List.of())).notes().get(0)).contains(fingerprint);
    }

    @Test
    void aRevokedKeySignsNothing() throws Exception {
        String trusted = key("trusted@example.com", "ed25519");
        commit("1", "-c", "user.signingkey=trusted@example.com", "-c", "commit.gpgsign=true");
        fetch.good(main(List.of(trusted), List.of()));

        Path revocation =
                Files.list(home.resolve("openpgp-revocs.d")).findFirst().orElseThrow();
        Files.writeString(revocation, Files.readString(revocation).replace(":-----BEGIN", "-----BEGIN"));
        gpg("--import", revocation.toString());
        String revoked = gpg("--armor", "--export", "trusted@example.com");
        assertThat(refused(main(List.of(revoked), List.of()))).startsWith("its key was revoked");
    }

    @Test
    void aKeyThatHadEndedSignsNothing() throws Exception {
        gpg(
                "--faked-system-time",
                "20200101T000000",
                "--quick-generate-key",
                "old@example.com",
                "ed25519",
                "sign",
                "1y");
        String trusted = gpg("--armor", "--export", "old@example.com");
        Path wrapper = temp.resolve("gpg-in-time");
        String program = "#!/bin/sh\nexec gpg --faked-system-time \"$FAKED\" \"$@\"\n";
        Files.writeString(wrapper, program);
        wrapper.toFile().setExecutable(true);
        for (String[] time : new String[][] {{"20200601T000000", "good"}, {"20210601T000000!", "bad"}}) {
            Files.writeString(
                    wrapper, program.replace("$FAKED", time[0]).replace("gpg --", "gpg --ignore-time-conflict --"));
            Files.writeString(work.resolve("a.yaml"), time[1]);
            git("add", "-A");
            try {
                git(
                        "-c",
                        "user.signingkey=old@example.com",
                        "-c",
                        "gpg.program=" + wrapper,
                        "commit",
                        "-q",
                        "-S",
                        "-m",
                        time[1]);
            } catch (java.io.IOException e) {
                // gpg itself does not sign with a key that has ended: nothing to verify then.
                assertThat(time[1]).isEqualTo("bad");
                return;
            }
            if (time[1].equals("good")) {
                fetch.good(main(List.of(trusted), List.of()));
            } else {
                assertThat(refused(main(List.of(trusted), List.of())))
                        .startsWith("its key was not valid when it was signed");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void aCommitSignedWithSsh(String type) throws Exception {
        Path key = sshKey("id", type);
        Path other = sshKey("other", "ed25519");
        commit("1", "-c", "gpg.format=ssh", "-c", "user.signingkey=" + key, "-c", "commit.gpgsign=true");

        String bare = Files.readString(temp.resolve("id.pub"));
        String named = "somebody@example.com namespaces=\"git\" " + bare;
        assertThat(fetch.good(main(List.of(), List.of(bare))).notes().get(0)).contains("signed by * (SHA256:");
        assertThat(fetch.good(main(List.of(), List.of("# team", named))).notes().get(0))
                .contains("signed by somebody@example.com (SHA256:");
        assertThat(refused(main(List.of(), List.of(Files.readString(temp.resolve(other.getFileName() + ".pub"))))))
                .startsWith("its SSH signature is not of a signer who is trusted");
        assertThat(refused(main(List.of(), List.of("somebody@example.com namespaces=\"file\" " + bare))))
                .startsWith("its SSH signature is not of a signer who is trusted");
        assertThat(refused(main(List.of(), List.of("x@y valid-before=\"20200101\" " + bare))))
                .startsWith("its SSH signature is not of a signer who is trusted");
    }

    private Path sshKey(String name, String type) throws Exception {
        Path key = temp.resolve(name);
        Tools.run(temp, "ssh-keygen", "-q", "-t", type, "-N", "", "-C", "", "-f", key.toString());
        return key;
    }

    @Test
    void aCommitThatNobodySignedIsRefusedAndTheLastGoodOneStays() throws Exception {
        String trusted = key("trusted@example.com", "ed25519");
        commit("1", "-c", "user.signingkey=trusted@example.com", "-c", "commit.gpgsign=true");
        Artifact good = fetch.good(main(List.of(trusted), List.of()));
        commit("2");
        assertThat(refused(main(List.of(trusted), List.of()))).isEqualTo("it is not signed");
        assertThat(Fetch.files(good)).containsEntry("a.yaml", "1");
    }

    /** The signature of another commit, put into this one. */
    @Test
    void aSignatureOfAnotherTextIsRefused() throws Exception {
        String trusted = key("trusted@example.com", "ed25519");
        Path ssh = sshKey("id", "ed25519");
        for (String[] how : new String[][] {
            {"-c", "user.signingkey=trusted@example.com"},
            {"-c", "gpg.format=ssh", "-c", "user.signingkey=" + ssh}
        }) {
            List<String> signed = new ArrayList<>(List.of(how));
            signed.addAll(List.of("-c", "commit.gpgsign=true"));
            commit("signed " + how.length, signed.toArray(String[]::new));
            String text = git("cat-file", "commit", "HEAD").replace("change to signed", "change to forged");
            String forged = Tools.run(work, Map.of(), text, "git", "hash-object", "-t", "commit", "-w", "--stdin")
                    .strip();
            git("update-ref", "refs/heads/forged", forged);
            GitSource source = source(
                    new GitRef.Branch("forged"),
                    Mode.HEAD,
                    List.of(trusted),
                    List.of(Files.readString(temp.resolve("id.pub"))));
            assertThat(refused(source))
                    .satisfiesAnyOf(
                            told -> assertThat(told).startsWith("its signature is not one of this text"),
                            told -> assertThat(told).startsWith("its SSH signature is not"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openpgp", "ssh"})
    void tagsAndHeads(String format) throws Exception {
        String trusted = key("trusted@example.com", "ed25519");
        Path ssh = sshKey("id", "ed25519");
        List<String> keys = List.of(Files.readString(temp.resolve("id.pub")));
        String[] how = format.equals("ssh")
                ? new String[] {"-c", "gpg.format=ssh", "-c", "user.signingkey=" + ssh}
                : new String[] {"-c", "user.signingkey=trusted@example.com"};
        commit("1");
        tag(how, "v1.0.0");
        git("tag", "-a", "-m", "unsigned", "v1.1.0");
        git("tag", "v1.2.0");

        Artifact one = fetch.good(source(new GitRef.Tag("v1.0.0"), Mode.TAG, List.of(trusted), keys));
        assertThat(one.notes()).singleElement().asString().startsWith("tag v1.0.0 signed by ");
        assertThat(refused(source(new GitRef.Tag("v1.0.0"), Mode.TAG_AND_HEAD, List.of(trusted), keys)))
                .isEqualTo("it is not signed");
        assertThat(refused(source(new GitRef.Tag("v1.1.0"), Mode.TAG, List.of(trusted), keys)))
                .isEqualTo("it is not signed");
        assertThat(refused(source(new GitRef.Tag("v1.2.0"), Mode.TAG, List.of(trusted), keys)))
                .contains("no annotated tag");
        assertThat(refused(source(new GitRef.Branch("main"), Mode.TAG, List.of(trusted), keys)))
                .contains("no annotated tag");

        // A signed tag under another name would bring an old version back.
        git(
                "update-ref",
                "refs/tags/v9.0.0",
                git("rev-parse", "refs/tags/v1.0.0").strip());
        assertThat(refused(source(new GitRef.SemVer(">=9.0.0"), Mode.TAG, List.of(trusted), keys)))
                .contains("names another tag");
    }

    private void tag(String[] how, String name) throws Exception {
        List<String> command = new ArrayList<>(List.of(how));
        command.addAll(List.of("tag", "-s", "-m", "signed", name));
        git(command.toArray(String[]::new));
    }
}
