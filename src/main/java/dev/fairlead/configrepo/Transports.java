package dev.fairlead.configrepo;

import java.io.IOException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;

/** Opens JGit transports as location, credentials and settings say. */
final class Transports {
    private final RepoLocation location;
    private final GitCredentials credentials;
    private final RepoSettings settings;

    Transports(RepoLocation location, GitCredentials credentials, RepoSettings settings) {
        this.location = location;
        this.credentials = credentials;
        this.settings = settings;
    }

    RepoLocation location() {
        return location;
    }

    Transport open(Repository local) throws IOException {
        Transport transport = Transport.open(local, location.uri());
        transport.setTimeout((int) settings.timeout().toSeconds());
        transport.setTagOpt(TagOpt.NO_TAGS);
        transport.setRemoveDeletedRefs(false);
        if (location.isFile() && settings.forkGit()) {
            LocalGit.find().ifPresent(git -> git.serve(transport));
        }
        return transport;
    }

    GitException failure(IOException e) {
        return Failures.of(location.toString(), credentials, e);
    }
}
