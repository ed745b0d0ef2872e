package dev.fairlead.configrepo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.Transport;

/**
 * The remote's side of fetching. Uses JGit's connections without its {@code FetchProcess}, whose check that nothing is
 * missing walks every tree.
 */
final class Remote {
    private static final FilterSpec NO_BLOBS = filter("blob:none");
    private static final FilterSpec NO_TREES = filter("tree:0");

    /** Keeps the list of refs short when none is asked for. */
    private static final List<String> HEAD_ONLY = List.of(Constants.HEAD);

    private static FilterSpec filter(String line) {
        try {
            return FilterSpec.fromFilterLine(line);
        } catch (PackProtocolException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private final Transports transports;
    private volatile boolean filters = true;
    private volatile boolean cutsHistory = true;
    private volatile boolean handsOutById = true;

    Remote(RepoLocation location, GitCredentials credentials, RepoSettings settings) {
        this.transports = new Transports(location, credentials, settings);
    }

    RepoLocation location() {
        return transports.location();
    }

    Transports transports() {
        return transports;
    }

    Map<String, GitId> refs(Mirror mirror, Collection<String> prefixes) {
        Map<String, GitId> found = new TreeMap<>();
        talk(mirror, Terms.ALL, prefixes, connection -> {
            for (Ref ref : connection.getRefs()) {
                ObjectId id = ref.getObjectId();
                if (id != null && ref.getName().startsWith("refs/") && isAsked(ref.getName(), prefixes)) {
                    found.put(ref.getName(), GitId.of(id));
                }
            }
        });
        return found;
    }

    private static boolean isAsked(String name, Collection<String> prefixes) {
        return prefixes.isEmpty() || prefixes.stream().anyMatch(name::startsWith);
    }

    Optional<String> defaultBranch(Mirror mirror) {
        List<String> found = new ArrayList<>();
        talk(mirror, Terms.ALL, HEAD_ONLY, connection -> {
            Ref head = connection.getRef(Constants.HEAD);
            if (head != null && head.isSymbolic()) {
                found.add(head.getTarget().getName());
            }
        });
        return found.stream().findFirst();
    }

    /**
     * Fetches the heads of refs, and returns what those that exist hold; {@code HEAD} under the name of the branch that it
     * points to. Only under the mirror's lock.
     */
    Map<String, ObjectId> fetch(Mirror mirror, Collection<String> names, Contents contents) throws IOException {
        Map<String, ObjectId> heads = new LinkedHashMap<>();
        boolean files = contents == Contents.FILES;
        List<ObjectId> held = mirror.held().read();
        List<ObjectId> before = files || !filters ? mirror.complete().read() : held;
        talk(mirror, Terms.newest(files ? FilterSpec.NO_FILTER : NO_BLOBS), names, connection -> {
            heads.clear();
            heads.putAll(heads(connection, names));
            Set<ObjectId> wants = new LinkedHashSet<>(heads.values());
            wants.removeIf(id -> mirror.has(id) && (!files || before.contains(mirror.commitOf(id))));
            fetch(connection, wants, haves(mirror, before));
        });
        List<ObjectId> commits = heads.values().stream().map(mirror::commitOf).toList();
        remember(mirror, held, commits, files || !filters);
        return heads;
    }

    private static Map<String, ObjectId> heads(FetchConnection connection, Collection<String> names) {
        Map<String, ObjectId> heads = new LinkedHashMap<>();
        for (String name : names) {
            Ref ref = connection.getRef(name);
            ObjectId id = ref == null ? null : ref.getObjectId();
            if (id == null || (name.equals(Constants.HEAD) && !ref.isSymbolic())) {
                continue;
            }
            heads.put(name.equals(Constants.HEAD) ? ref.getTarget().getName() : name, id);
        }
        return heads;
    }

    private static Set<ObjectId> haves(Mirror mirror, Collection<ObjectId> known) {
        return known.stream().filter(mirror::has).collect(Collectors.toSet());
    }

    /** Notes which commits the mirror now holds: JGit keeps them in no order. */
    private static void remember(
            Mirror mirror, List<ObjectId> heldBefore, Collection<ObjectId> commits, boolean withFiles)
            throws IOException {
        mirror.held().add(commits, heldBefore);
        if (withFiles) {
            mirror.complete().add(commits, mirror.complete().read());
        }
    }

    /** Notes a commit that was made on top of another here and landed. Only under the mirror's lock. */
    void rememberOwn(Mirror mirror, Optional<ObjectId> base, ObjectId commit) throws IOException {
        boolean complete = base.isEmpty() || mirror.complete().read().contains(base.get());
        remember(mirror, mirror.held().read(), List.of(commit), complete);
    }

    /** Fetches a commit and its trees, whatever ref holds it. Only under the mirror's lock. */
    void fetchCommit(Mirror mirror, ObjectId commit) throws IOException {
        List<ObjectId> held = mirror.held().read();
        fetchCommits(mirror, List.of(commit), NO_BLOBS, haves(mirror, held));
        remember(mirror, held, List.of(commit), false);
    }

    /** {@link #fetchCommit} for many, which are old: they do not push out what the next fetch builds on. */
    void fetchCommits(Mirror mirror, Collection<ObjectId> commits) throws IOException {
        List<ObjectId> held = mirror.held().read();
        fetchCommits(mirror, commits, NO_BLOBS, haves(mirror, held));
        mirror.held().add(held, commits);
    }

    private void fetchCommits(Mirror mirror, Collection<ObjectId> commits, FilterSpec filter, Set<ObjectId> haves) {
        talk(mirror, Terms.newest(filter), HEAD_ONLY, connection -> fetch(connection, commits, haves));
    }

    /**
     * Fetches blobs by id, or all of the commit's files from a server that hands out none by id. Nothing is offered as
     * held: a server that hears of the commit takes its blobs for held, too. Only under the mirror's lock.
     */
    void fetchBlobs(Mirror mirror, ObjectId commit, Collection<ObjectId> blobs) throws IOException {
        if (handsOutById) {
            try {
                talk(mirror, Terms.ALL, HEAD_ONLY, connection -> fetch(connection, blobs, Set.of()));
                return;
            } catch (GitException e) {
                if (e.kind() != GitException.Kind.SERVER) {
                    throw e;
                }
                handsOutById = false;
            }
        }
        List<ObjectId> held = mirror.held().read();
        fetchCommits(
                mirror,
                List.of(commit),
                FilterSpec.NO_FILTER,
                haves(mirror, mirror.complete().read()));
        remember(mirror, held, List.of(commit), true);
    }

    /** Fetches commits without trees. Only under the mirror's lock. */
    void fetchHistory(Mirror mirror, ObjectId tip, HistoryRange range, Set<ObjectId> haves) {
        Optional<Integer> depth = range.since().isPresent() ? Optional.empty() : Optional.of(range.commits());
        try {
            fetchHistory(mirror, tip, new Terms(NO_TREES, range.since(), depth), haves);
        } catch (GitException e) {
            if (e.kind() != GitException.Kind.SERVER || range.since().isEmpty()) {
                throw e;
            }
            // Git fails when no commit is so young: then the tip alone is the answer.
            fetchHistory(mirror, tip, new Terms(NO_TREES, Optional.empty(), Optional.of(1)), haves);
        }
    }

    private void fetchHistory(Mirror mirror, ObjectId tip, Terms terms, Set<ObjectId> haves) {
        talk(mirror, terms, HEAD_ONLY, connection -> fetch(connection, List.of(tip), haves));
    }

    private static void fetch(FetchConnection connection, Collection<ObjectId> wants, Set<ObjectId> haves)
            throws IOException {
        if (wants.isEmpty()) {
            return;
        }
        List<Ref> refs = new ArrayList<>();
        for (ObjectId want : wants) {
            refs.add(new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, want.name(), want));
        }
        connection.fetch(NullProgressMonitor.INSTANCE, refs, haves, new ByteArrayOutputStream());
    }

    /**
     * What a fetch asks for.
     *
     * @param filter which objects the server leaves out
     * @param since where history is cut by time
     * @param depth where it is cut by generations
     */
    private record Terms(FilterSpec filter, Optional<Instant> since, Optional<Integer> depth) {
        static final Terms ALL = new Terms(FilterSpec.NO_FILTER, Optional.empty(), Optional.empty());

        static Terms newest(FilterSpec filter) {
            return new Terms(filter, Optional.empty(), Optional.of(1));
        }
    }

    private interface Talk {
        void with(FetchConnection connection) throws IOException;
    }

    /** Opens a connection, and again without what this server turns out not to know. */
    private void talk(Mirror mirror, Terms terms, Collection<String> names, Talk talk) {
        try {
            talkOnce(mirror, terms, names, talk);
        } catch (IOException e) {
            if (!learn(e)) {
                throw transports.failure(e);
            }
            talk(mirror, terms, names, talk);
        }
    }

    private void talkOnce(Mirror mirror, Terms terms, Collection<String> names, Talk talk) throws IOException {
        try (Transport transport = transports.openFetch(mirror.repository())) {
            transport.setFilterSpec(filters ? terms.filter() : FilterSpec.NO_FILTER);
            if (cutsHistory) {
                terms.since().ifPresent(transport::setDeepenSince);
                terms.depth().ifPresent(depth -> transport.setDepth(depth));
            }
            try (FetchConnection connection = transport.openFetch(List.of(), names.toArray(String[]::new))) {
                with(connection, talk);
            }
        }
    }

    /** What the remote told on the side says more than how the exchange broke off. */
    private static void with(FetchConnection connection, Talk talk) throws IOException {
        try {
            talk.with(connection);
        } catch (IOException e) {
            connection.close();
            String told = connection.getMessages().strip();
            throw told.isEmpty() ? e : new IOException(e.getMessage() + ": " + told, e);
        }
    }

    private boolean learn(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PackProtocolException && cause.getMessage() != null) {
                if (filters && cause.getMessage().contains(JGitText.get().filterRequiresCapability)) {
                    filters = false;
                    return true;
                }
                if (cutsHistory && cause.getMessage().contains(JGitText.get().shallowNotSupported)) {
                    cutsHistory = false;
                    return true;
                }
            }
        }
        return false;
    }

    static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
