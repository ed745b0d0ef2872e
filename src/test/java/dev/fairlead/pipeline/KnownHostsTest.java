package dev.fairlead.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.configrepo.GitException;
import dev.fairlead.configrepo.GitException.Kind;
import dev.fairlead.configrepo.GitSshServer;
import dev.fairlead.configrepo.Tools;
import dev.fairlead.pipeline.access.Access;
import dev.fairlead.pipeline.access.Connections;
import dev.fairlead.pipeline.access.Hidden;
import dev.fairlead.pipeline.access.Login;
import dev.fairlead.pipeline.access.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that the caller holds as text, and hosts that the caller knows, against a real SSH server. */
@Tag("service")
class KnownHostsTest {
    @TempDir
    Path temp;

    private Dock dock;
    private GitSshServer server;

    @BeforeEach
    void start() throws Exception {
        dock = new Dock(temp);
        dock.commit(Map.of("a", "1"));
        Path key = temp.resolve("deploy");
        Tools.run(temp, "ssh-keygen", "-q", "-t", "ed25519", "-N", "sesame", "-C", "", "-f", key.toString());
        AuthorizedKeyEntry allowed =
                AuthorizedKeyEntry.parseAuthorizedKeyEntry(Files.readString(temp.resolve("deploy.pub")));
        server = GitSshServer.start(allowed.resolvePublicKey(null, PublicKeyEntryResolver.FAILING));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        dock.close();
    }

    private Connections knowing(String hosts, String passphrase) throws Exception {
        Network network = new Network(
                Optional.empty(), List.of(), List.of(), List.of(), List.of(), Optional.empty(), Optional.of(hosts));
        Login key = new Login.SshKey(
                "git", new Hidden(Files.readString(temp.resolve("deploy"))), Optional.of(new Hidden(passphrase)));
        return new Connections(
                new Access(Map.of(), Dock.NOBODY, key, Dock.NOBODY, network, temp.resolve("cache"), false, Map.of()));
    }

    private String known() throws Exception {
        server.makeKnown(temp.resolve("ssh"));
        return Files.readString(temp.resolve("ssh/known_hosts"));
    }

    /** The name is the key's, where the address has none. */
    @Test
    void aKnownHostLetsTheKeyIn() throws Exception {
        String url = server.url(dock.remote.folder()).replace("git@", "");
        assertThat(knowing(known(), "sesame").repository(url).defaultBranch()).contains("refs/heads/main");
        assertThat(knowing(known(), "sesame").repository(url).location()).hasToString(server.url(dock.remote.folder()));
    }

    @Test
    void aHostThatIsNotKnownIsRefused() throws Exception {
        server.makeKnownWithAnotherKey(temp.resolve("other"));
        for (String hosts : List.of("", Files.readString(temp.resolve("other/known_hosts")))) {
            assertThatThrownBy(() -> knowing(hosts, "sesame")
                            .repository(server.url(dock.remote.folder()))
                            .defaultBranch())
                    .isInstanceOfSatisfying(
                            GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.HOST_KEY));
        }
    }

    @Test
    void aWrongPassphraseIsNotTold() throws Exception {
        String hosts = known();
        assertThatThrownBy(() -> knowing(hosts, "wrong-sesame")
                        .repository(server.url(dock.remote.folder()))
                        .defaultBranch())
                .isInstanceOf(GitException.class)
                .hasMessageNotContaining("wrong-sesame");
    }
}
