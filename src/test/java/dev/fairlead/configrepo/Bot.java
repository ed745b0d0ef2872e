package dev.fairlead.configrepo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;

/** Does with a {@link ConfigRepo} what most tests need: fetch, change one file, commit, push. */
final class Bot implements AutoCloseable {
    static final Identity IDENTITY = new Identity("Fairlead", "fairlead@example.com");
    static final ZonedDateTime NOON = ZonedDateTime.parse("2026-03-01T12:00:00+01:00");
    static final String MAIN = "refs/heads/main";

    private final ConfigRepo repo;

    Bot(ConfigRepo repo) {
        this.repo = repo;
    }

    static Bot of(BareRepo remote, Path cache) {
        return new Bot(
                ConfigRepo.open(RepoLocation.ofPath(remote.folder()), GitCredentials.none(), RepoSettings.in(cache)));
    }

    static Bot of(String url, Path cache) {
        return of(url, GitCredentials.none(), cache);
    }

    static Bot of(String url, GitCredentials credentials, Path cache) {
        return new Bot(ConfigRepo.open(RepoLocation.parse(url), credentials, RepoSettings.in(cache)));
    }

    ConfigRepo repo() {
        return repo;
    }

    Snapshot main() {
        return repo.fetch(MAIN, Contents.LISTING).orElseThrow();
    }

    String text(Snapshot snapshot, String path) {
        return new String(snapshot.read(snapshot.find(path).orElseThrow()), StandardCharsets.UTF_8);
    }

    /** A commit on top of a snapshot, with one file changed or added. Not pushed. */
    Snapshot change(Snapshot base, String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TreeEdit edit = repo.edit(base);
        base.find(path)
                .ifPresentOrElse(file -> edit.replace(file, bytes), () -> edit.add(path, FileKind.REGULAR, bytes));
        return repo.commit(edit, CommitRequest.on(base.id(), IDENTITY, NOON, "Change " + path));
    }

    PushResult push(Snapshot from, Snapshot to) {
        return repo.push(List.of(RefUpdate.move(MAIN, from.id(), to.id())));
    }

    @Override
    public void close() {
        repo.close();
    }
}
