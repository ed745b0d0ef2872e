package dev.fairlead.configrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.configrepo.GitException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SSH against a real server: keys, and hosts that must be known. */
@Tag("service")
class SshAccessTest {
    @TempDir
    Path temp;

    private BareRepo remote;
    private GitSshServer server;
    private Path ssh;

    @BeforeEach
    void start() throws Exception {
        remote = BareRepo.create(temp.resolve("config.git"));
        remote.commit("main", Map.of("a", "1"), "start");
        ssh = Files.createDirectories(temp.resolve("ssh"));
        Tools.run(temp, "ssh-keygen", "-q", "-t", "ed25519", "-N", "sesame", "-C", "", "-f", key().toString());
        AuthorizedKeyEntry allowed =
                AuthorizedKeyEntry.parseAuthorizedKeyEntry(Files.readString(temp.resolve("deploy.pub")));
        server = GitSshServer.start(allowed.resolvePublicKey(null, PublicKeyEntryResolver.FAILING));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        remote.close();
    }

    private Path key() {
        return temp.resolve("deploy");
    }

    private Bot bot(GitCredentials credentials) {
        return new Bot(ConfigRepo.open(
                RepoLocation.parse(server.url(remote.folder())),
                credentials,
                RepoSettings.in(temp.resolve("cache")).withSshFolder(ssh)));
    }

    private void updates(Bot bot) throws Exception {
        Snapshot main = bot.main();
        assertThat(bot.text(main, "a")).isEqualTo("1");
        assertThat(bot.push(main, bot.change(main, "a", "2")).landed()).isTrue();
        assertThat(remote.files(Bot.MAIN)).isEqualTo(Map.of("a", "100644 2"));
    }

    @Test
    void aKeyFileOpensTheDoor() throws Exception {
        server.makeKnown(ssh);
        try (Bot bot = bot(GitCredentials.sshKey(key(), Optional.of(() -> "sesame")))) {
            updates(bot);
        }
    }

    @Test
    void aKeyFromTheEnvironmentOpensTheDoor() throws Exception {
        server.makeKnown(ssh);
        String text = Files.readString(key()).strip();
        try (Bot bot = bot(GitCredentials.sshKeyText(() -> text, Optional.of(() -> "sesame")))) {
            updates(bot);
        }
    }

    @Test
    void anAgentOpensTheDoor() throws Exception {
        server.makeKnown(ssh);
        try (Agent agent = Agent.start(temp)) {
            agent.add(key(), "sesame");
            Files.writeString(ssh.resolve("config"), "Host *\n  IdentityAgent " + agent.socket() + "\n");
            try (Bot bot = bot(GitCredentials.none())) {
                updates(bot);
            }
        }
    }

    @Test
    void anUnknownHostIsRefusedEvenIfTheUsersConfigurationIsLax() throws Exception {
        Files.writeString(ssh.resolve("config"), "Host *\n  StrictHostKeyChecking no\n");
        try (Bot bot = bot(GitCredentials.sshKey(key(), Optional.of(() -> "sesame")))) {
            assertThatThrownBy(bot::main)
                    .isInstanceOfSatisfying(
                            GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.HOST_KEY))
                    .hasMessageContaining("known_hosts");
        }
        assertThat(ssh.resolve("known_hosts")).doesNotExist();
    }

    @Test
    void aHostWithAnotherKeyThanTheKnownOneIsRefused() throws Exception {
        server.makeKnownWithAnotherKey(ssh);
        try (Bot bot = bot(GitCredentials.sshKey(key(), Optional.of(() -> "sesame")))) {
            assertThatThrownBy(bot::main)
                    .isInstanceOfSatisfying(
                            GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.HOST_KEY));
        }
    }

    @Test
    void aKeyThatTheServerDoesNotKnowIsUnauthorized() throws Exception {
        server.makeKnown(ssh);
        Path other = temp.resolve("other");
        Tools.run(temp, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", other.toString());
        try (Bot bot = bot(GitCredentials.sshKey(other, Optional.empty()))) {
            assertThatThrownBy(bot::main)
                    .isInstanceOfSatisfying(
                            GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED));
        }
    }

    @Test
    void aWrongPassphraseIsUnauthorizedAndNotShown() throws Exception {
        server.makeKnown(ssh);
        try (Bot bot = bot(GitCredentials.sshKey(key(), Optional.of(() -> "wrong-passphrase")))) {
            assertThatThrownBy(bot::main)
                    .isInstanceOfSatisfying(
                            GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED))
                    .hasMessageNotContaining("wrong-passphrase");
        }
    }

    @Test
    void aRepositoryThatIsNotThereIsNotFound() throws Exception {
        server.makeKnown(ssh);
        try (Bot bot = new Bot(ConfigRepo.open(
                RepoLocation.parse(server.url(temp.resolve("nowhere.git"))),
                GitCredentials.sshKey(key(), Optional.of(() -> "sesame")),
                RepoSettings.in(temp.resolve("cache")).withSshFolder(ssh)))) {
            assertThatThrownBy(bot::main)
                    .isInstanceOfSatisfying(
                            GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
        }
    }

    /** A real ssh-agent of the test's own. */
    private record Agent(Process process, Path socket, Path folder) implements AutoCloseable {
        static Agent start(Path folder) throws Exception {
            Path socket = Files.createTempDirectory(Path.of("/tmp"), "a").resolve("s");
            Process process = new ProcessBuilder(Tools.require("ssh-agent").toString(), "-D", "-a", socket.toString())
                    .redirectErrorStream(true)
                    .start();
            for (int i = 0; i < 500 && !Files.exists(socket); i++) {
                Thread.sleep(10);
            }
            return new Agent(process, socket, folder);
        }

        void add(Path key, String passphrase) throws Exception {
            Path ask = folder.resolve("askpass.sh");
            Files.writeString(ask, "#!/bin/sh\necho " + passphrase + "\n");
            ask.toFile().setExecutable(true);
            Tools.run(
                    folder,
                    Map.of(
                            "SSH_AUTH_SOCK", socket.toString(),
                            "SSH_ASKPASS", ask.toString(),
                            "SSH_ASKPASS_REQUIRE", "force"),
                    "",
                    "ssh-add",
                    key.toString());
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
