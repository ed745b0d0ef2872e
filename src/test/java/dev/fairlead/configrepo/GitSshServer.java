package dev.fairlead.configrepo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellFactory;

/** A real SSH server on a free port of 127.0.0.1 that runs {@code git-upload-pack} and {@code git-receive-pack}. */
public final class GitSshServer implements AutoCloseable {
    private final SshServer server;
    private final KeyPair hostKey;

    private GitSshServer(SshServer server, KeyPair hostKey) {
        this.server = server;
        this.hostKey = hostKey;
    }

    /** Lets in whoever holds the private part of this key, to every repository of this machine. */
    public static GitSshServer start(PublicKey allowed) throws Exception {
        return start(allowed, Path.of(""));
    }

    /** Serves the repositories in a folder, which addresses do not name. */
    public static GitSshServer start(PublicKey allowed, Path root) throws Exception {
        Tools.require("git");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair hostKey = generator.generateKeyPair();
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, allowed));
        server.setCommandFactory((channel, command) -> {
            String there = command.replaceFirst("'/", "'" + root + "/");
            return new ProcessShellFactory(there, List.of("sh", "-c", there)).createShell(channel);
        });
        server.start();
        return new GitSshServer(server, hostKey);
    }

    public String url(Path repository) {
        return "ssh://git@127.0.0.1:" + server.getPort() + repository;
    }

    /** The address of a repository by its path in the folder that is served. */
    public String url(String path) {
        return "ssh://git@127.0.0.1:" + server.getPort() + "/" + path;
    }

    /** Writes the host's key where a client looks for it. */
    public void makeKnown(Path sshFolder) throws IOException {
        known(sshFolder, hostKey.getPublic());
    }

    /** Writes another key for this host, as after an attack or a change. */
    public void makeKnownWithAnotherKey(Path sshFolder) throws Exception {
        known(sshFolder, KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic());
    }

    private void known(Path sshFolder, PublicKey key) throws IOException {
        Files.createDirectories(sshFolder);
        Files.writeString(
                sshFolder.resolve("known_hosts"),
                "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(key) + "\n");
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
