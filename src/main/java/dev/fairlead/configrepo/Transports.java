package dev.fairlead.configrepo;

import java.io.IOException;
import java.util.Optional;
import java.util.zip.Deflater;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.jspecify.annotations.Nullable;

/** Opens JGit transports as location, credentials and settings say. */
final class Transports implements AutoCloseable {
    private final RepoLocation location;
    private final GitCredentials credentials;
    private final RepoSettings settings;
    private final Authorization authorization;
    private @Nullable HttpAccess http;
    private @Nullable SshdSessionFactory ssh;

    Transports(RepoLocation location, GitCredentials credentials, RepoSettings settings) {
        this.location = location;
        this.credentials = credentials;
        this.settings = settings;
        this.authorization = new Authorization(location, credentials);
    }

    RepoLocation location() {
        return location;
    }

    Transport openFetch(FileRepository mirror) throws IOException {
        Optional<LocalGit> git = git();
        return open(git.isPresent() ? new FetchView(mirror, git.get()) : mirror);
    }

    private Optional<LocalGit> git() {
        return settings.forkGit() ? LocalGit.find() : Optional.empty();
    }

    Transport open(Repository local) throws IOException {
        Transport transport = Transport.open(local, location.uri());
        transport.setTimeout((int) settings.timeout().toSeconds());
        transport.setTagOpt(TagOpt.NO_TAGS);
        if (transport instanceof TransportHttp over) {
            over.setHttpConnectionFactory(http());
        } else if (transport instanceof SshTransport over) {
            over.setSshSessionFactory(ssh());
        } else if (location.isFile()) {
            transport.setPackConfig(quick(local));
            git().ifPresent(git -> git.serve(transport));
        }
        return transport;
    }

    /** Within one machine, bytes cost less than making them fewer. */
    private static PackConfig quick(Repository local) {
        PackConfig config = new PackConfig(local);
        config.setDeltaCompress(false);
        config.setCompressionLevel(Deflater.BEST_SPEED);
        return config;
    }

    private synchronized HttpAccess http() {
        HttpAccess made = http;
        if (made == null) {
            made = new HttpAccess(location, authorization, settings);
            http = made;
        }
        return made;
    }

    private synchronized SshdSessionFactory ssh() {
        SshdSessionFactory made = ssh;
        if (made == null) {
            made = SshAccess.sessions(credentials, settings);
            ssh = made;
        }
        return made;
    }

    GitException failure(IOException e) {
        GitException failure = Failures.of(location, e, this::clean);
        if (failure.kind() == GitException.Kind.UNAUTHORIZED) {
            authorization.refused();
        }
        return failure;
    }

    /** Takes secrets out of what a remote or a library said. */
    String clean(String said) {
        return authorization.clean(said);
    }

    @Override
    public synchronized void close() {
        SshdSessionFactory made = ssh;
        if (made != null) {
            made.close();
            ssh = null;
        }
    }
}
