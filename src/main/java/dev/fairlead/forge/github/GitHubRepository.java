package dev.fairlead.forge.github;

import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.rest.NoAnswer;
import dev.fairlead.forge.rest.RestApi;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHCommitState;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;

/** The repository as the library knows it, read once, under the name that it has now. */
final class GitHubRepository {
    private final GitHub library;
    private final String name;
    private final String place;

    @Nullable
    private GHRepository read;

    GitHubRepository(GitHub library, String owner, String repository, String place) {
        this.library = library;
        this.name = owner + "/" + repository;
        this.place = place;
    }

    synchronized GHRepository get() {
        if (read == null) {
            read = call(() -> library.getRepository(name));
        }
        return read;
    }

    String owner() {
        return get().getOwnerName();
    }

    String nodeId() {
        return get().getNodeId();
    }

    /** {@code /repos/OWNER/NAME} and what follows. */
    String path(String rest) {
        return "/repos/" + RestApi.escaped(owner()) + "/" + RestApi.escaped(get().getName()) + rest;
    }

    void createBranch(String branch, String commit) {
        call(() -> get().createRef("refs/heads/" + branch, commit));
    }

    void report(String commit, CommitStatus status, String description) {
        GHCommitState state = GHCommitState.valueOf(status.state().name().toUpperCase(Locale.ROOT));
        call(() -> get().createCommitStatus(commit, state, status.url().orElse(null), description, status.context()));
    }

    private <T> T call(Request<T> request) {
        try {
            return request.send();
        } catch (IOException e) {
            // Every answer with an error is told by the connection; what is left is one that the library cannot read.
            throw NoAnswer.malformed(place, "GitHub", e);
        }
    }

    /** A call of the library. */
    private interface Request<T> {
        T send() throws IOException;
    }
}
