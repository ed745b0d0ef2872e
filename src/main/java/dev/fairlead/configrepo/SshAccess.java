package dev.fairlead.configrepo;

import java.io.File;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.internal.transport.sshd.OpenSshServerKeyDatabase;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.KeyPasswordProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * SSH sessions with a given key, or with the agent and the user's own keys. A host must be in {@code known_hosts} with
 * the very key that it shows, whatever {@code StrictHostKeyChecking} says: nobody is there to be asked.
 */
final class SshAccess {
    private static final List<String> OWN_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private SshAccess() {}

    static SshdSessionFactory sessions(GitCredentials credentials, RepoSettings settings) {
        File home = new File(System.getProperty("user.home"));
        File folder = settings.sshFolder().map(Path::toFile).orElse(new File(home, ".ssh"));
        SshdSessionFactoryBuilder builder = new SshdSessionFactoryBuilder()
                .setHomeDirectory(home)
                .setSshDirectory(folder)
                .setPreferredAuthentications("publickey")
                .setServerKeyDatabase((homeFolder, sshFolder) -> new Strict(sshFolder.toPath()));
        if (credentials instanceof GitCredentials.SshKeyFile key) {
            builder.setDefaultIdentities(ssh -> List.of(key.key()))
                    .setKeyPasswordProvider(provider -> new Passphrase(key.passphrase()))
                    .setConnectorFactory(null);
        } else if (credentials instanceof GitCredentials.SshKeyText key) {
            builder.setDefaultIdentities(ssh -> List.of())
                    .setDefaultKeysProvider(ssh -> keys(key))
                    .setConnectorFactory(null);
        } else {
            builder.setDefaultIdentities(SshAccess::ownKeys)
                    .setKeyPasswordProvider(provider -> new Passphrase(Optional.empty()))
                    .setConnectorFactory(new AgentSockets());
        }
        return builder.build(null);
    }

    private static List<Path> ownKeys(File folder) {
        return OWN_KEYS.stream()
                .map(name -> folder.toPath().resolve(name))
                .filter(Files::isReadable)
                .toList();
    }

    private static Iterable<KeyPair> keys(GitCredentials.SshKeyText key) {
        return List.of(SshKeys.read(key.key().get(), "the SSH key", key.passphrase()));
    }

    /** Gives one passphrase, once. */
    private record Passphrase(Optional<Supplier<String>> passphrase) implements KeyPasswordProvider {
        @Override
        public char @Nullable [] getPassphrase(URIish key, int attempt) {
            return passphrase.isEmpty() || attempt > 0
                    ? null
                    : passphrase.get().get().toCharArray();
        }

        @Override
        public void setAttempts(int most) {
            // One: a wrong passphrase does not become right.
        }

        @Override
        public boolean keyLoaded(URIish key, int attempt, @Nullable Exception error) {
            return false;
        }
    }

    /** Asks {@code known_hosts} and accepts nothing else. */
    private static final class Strict implements ServerKeyDatabase {
        private final OpenSshServerKeyDatabase known;

        Strict(Path folder) {
            known = new OpenSshServerKeyDatabase(
                    false, List.of(folder.resolve("known_hosts"), folder.resolve("known_hosts2")));
        }

        @Override
        public List<PublicKey> lookup(String address, InetSocketAddress remote, Configuration configuration) {
            return known.lookup(address, remote, configuration);
        }

        @Override
        public boolean accept(
                String address,
                InetSocketAddress remote,
                PublicKey key,
                Configuration configuration,
                @Nullable CredentialsProvider provider) {
            return known.accept(address, remote, key, new Required(configuration), null);
        }
    }

    /** The user's configuration, but always strict. */
    private record Required(ServerKeyDatabase.Configuration configuration) implements ServerKeyDatabase.Configuration {
        @Override
        public List<String> getUserKnownHostsFiles() {
            return configuration.getUserKnownHostsFiles();
        }

        @Override
        public List<String> getGlobalKnownHostsFiles() {
            return configuration.getGlobalKnownHostsFiles();
        }

        @Override
        public StrictHostKeyChecking getStrictHostKeyChecking() {
            return StrictHostKeyChecking.REQUIRE_MATCH;
        }

        @Override
        public boolean getHashKnownHosts() {
            return configuration.getHashKnownHosts();
        }

        @Override
        public String getUsername() {
            return configuration.getUsername();
        }
    }
}
