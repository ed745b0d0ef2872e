package dev.fairlead.configrepo;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One remote repository, worked on through a bare shallow mirror: fetch, read, edit trees, commit, push. Nothing is
 * checked out. Safe for use by several threads, and several processes may share one cache folder.
 *
 * <p>Every method that talks to the remote throws {@link GitException}; its kind says what failed and
 * {@link GitException#retryable()} whether the same work may succeed from a fresh fetch.
 */
public final class ConfigRepo implements AutoCloseable {
    private final ObjectStore objects;
    private final History history;
    private final Committer committer;
    private final Pusher pusher;
    private final MirrorFolder folder;

    private ConfigRepo(ObjectStore objects, History history, MirrorFolder folder) {
        this.folder = folder;
        this.objects = objects;
        this.history = history;
        this.committer = new Committer(objects);
        this.pusher = new Pusher(objects, committer);
    }

    /** Opens the mirror of a remote, which costs no talk with the remote yet. */
    public static ConfigRepo open(RepoLocation location, GitCredentials credentials, RepoSettings settings) {
        Remote remote = new Remote(location, credentials, settings);
        MirrorFolder folder = MirrorFolder.of(settings.cacheFolder(), location);
        Mirror content = folder.content();
        return new ConfigRepo(new ObjectStore(content, remote), new History(folder.history(), content, remote), folder);
    }

    /** Where the remote is. */
    public RepoLocation location() {
        return objects.remote().location();
    }

    /** The remote's refs whose full names begin with one of the prefixes, by name; all without a prefix. */
    public Map<String, GitId> remoteRefs(String... prefixes) {
        return objects.remote().refs(objects.mirror(), List.of(prefixes));
    }

    /** The full name of the branch that the remote's {@code HEAD} points to; empty in a repository without one. */
    public Optional<String> defaultBranch() {
        return objects.remote().defaultBranch(objects.mirror());
    }

    /** Fetches one ref by its full name; empty when the remote has none of that name. */
    public Optional<Snapshot> fetch(String ref, Contents contents) {
        return Optional.ofNullable(fetch(List.of(ref), contents).get(ref));
    }

    /**
     * Fetches refs by their full names in one exchange; those that the remote does not have are not in the result.
     * {@code HEAD} stands for the branch that it points to, and is in the result under that branch's name.
     */
    public Map<String, Snapshot> fetch(Collection<String> refs, Contents contents) {
        return objects.fetch(refs, contents);
    }

    /** The files of a commit, fetched when the mirror does not hold it. */
    public Snapshot snapshot(GitId commit) {
        return objects.snapshot(commit);
    }

    /** The files of many commits; what the mirror lacks of them is fetched in one exchange. */
    public List<Snapshot> snapshots(Collection<GitId> commits) {
        return objects.snapshots(commits);
    }

    /**
     * A commit, or a tag that was fetched before, as Git stores it. A commit is fetched when the mirror does not hold it.
     *
     * @throws GitException ({@link GitException.Kind#INVALID}) for anything else
     */
    public StoredObject stored(GitId id) {
        return objects.stored(id.jgit());
    }

    /**
     * The commits from a tip on, newest first, without their files; only what the mirror lacks is fetched. A
     * {@link Snapshot} of one of them is {@link #snapshot}.
     */
    public List<CommitInfo> history(GitId tip, HistoryRange range) {
        return history.read(tip, range);
    }

    /**
     * Says that the history from this tip on will probably be read. Where it was read before from an older tip, what is new
     * is fetched in the background; else nothing happens.
     */
    public void expectHistory(GitId tip) {
        history.expect(tip);
    }

    /** The paths on which two snapshots differ, in Git's order; looks only into folders that differ. */
    public List<FileChange> changes(Snapshot before, Snapshot after) {
        return new TreeDiff(objects, before, after).changes();
    }

    /** An edit of a snapshot's files. */
    public TreeEdit edit(Snapshot base) {
        return new TreeEdit(Optional.of(base));
    }

    /** An edit that begins with no file. */
    public TreeEdit emptyTree() {
        return new TreeEdit(Optional.empty());
    }

    /**
     * The id of the tree that an edit makes. Nothing is written: it tells whether a branch holds the edit already, and lets
     * a commit's message speak of its own tree.
     */
    public GitId tree(TreeEdit edit) {
        return GitId.of(committer.tree(edit));
    }

    /** Writes an edit as a commit into the mirror; the remote hears of it by {@link #push}. */
    public Snapshot commit(TreeEdit edit, CommitRequest request) {
        return committer.commit(edit, request);
    }

    /**
     * Changes refs of the remote, all of them or none where the remote can do that. Each is changed only if it holds
     * what the update expects. When the connection broke after the remote may have done its work, the remote is asked
     * before the outcome is told.
     */
    public PushResult push(List<RefUpdate> updates) {
        return pusher.push(updates);
    }

    /**
     * Does work that ends in a push, and does it again from its beginning (fetch, plan, commit, push) as long as it loses
     * races, with growing random pauses, until the deadline. Writers of one ref that share a cache folder take turns; those
     * of different refs do not wait for each other. An attempt reads the new head each time, so that an update that landed
     * before is seen there and not made twice.
     *
     * @param ref the full name of the ref that is written
     * @return what the attempt returned
     * @throws GitException ({@link GitException.Kind#LOST_RACE}) when the deadline has passed; what an attempt threw, if
     *     it is not {@linkplain GitException#retryable() retryable} or the deadline has passed
     */
    public <T> T retrying(String ref, RetryPolicy policy, Attempt<T> attempt) {
        return new Retries(policy, location(), folder.turns(ref)).run(attempt);
    }

    @Override
    public void close() {
        history.close();
        objects.close();
    }
}
