package dev.fairlead.agent.source.git;

import dev.fairlead.Fingerprint;
import dev.fairlead.agent.source.GitRef;
import dev.fairlead.agent.source.GitSource;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import dev.fairlead.agent.source.store.Fetched;
import dev.fairlead.agent.source.store.SourceReader;
import dev.fairlead.agent.source.store.Staging;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.Contents;
import dev.fairlead.configrepo.GitCredentials;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.configrepo.RepoSettings;
import dev.fairlead.configrepo.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Fetches sources from Git. The remote's refs are asked for first; only where they name another commit than the one that
 * is held, files are fetched, into a mirror that is shared by all sources of one repository.
 */
public final class GitReader implements SourceReader<GitSource> {
    private static final int NAME_BYTES = 12;

    private final Path folder;

    /** @param folder for mirrors, known hosts and authorities; everything in it can be deleted at any time */
    public GitReader(Path folder) {
        this.folder = folder;
    }

    @Override
    public Fetched read(GitSource spec, Optional<String> token, Staging staging) throws IOException {
        try (ConfigRepo repo = open(spec, spec.location(), spec.access().credentials())) {
            Found found = new RefSearch(repo, spec).find();
            if (token.equals(Optional.of(found.id().toString()))) {
                return new Fetched.Unchanged();
            }
            Snapshot snapshot = snapshot(repo, spec, found);
            if (spec.verification().isPresent()) {
                Signatures signatures = new Signatures(spec.verification().get(), spec.place(), folder);
                signatures.require(repo, found, snapshot.id()).forEach(staging::note);
            }
            new GitFiles(spec, staging, this::open).write(snapshot);
            return new Fetched.Content(
                    found.name().isEmpty() ? "sha1:" + snapshot.id() : found.name() + "@sha1:" + snapshot.id(),
                    found.id().toString());
        }
    }

    private static Snapshot snapshot(ConfigRepo repo, GitSource spec, Found found) {
        if (found.ref().isEmpty()) {
            return repo.snapshot(found.id());
        }
        boolean some = !spec.files().sparse().isEmpty() || spec.files().ignore().isPresent();
        Snapshot snapshot = repo.fetch(found.ref().get(), some ? Contents.LISTING : Contents.FILES)
                .orElseThrow(() -> moved(spec));
        if (!snapshot.id().equals(found.id()) && !isNamedBy(found, repo, snapshot)) {
            throw moved(spec);
        }
        return snapshot;
    }

    private static boolean isNamedBy(Found tag, ConfigRepo repo, Snapshot snapshot) {
        return tag.isTag() && SignedText.commitOf(repo.stored(tag.id()).bytes()).equals(Optional.of(snapshot.id()));
    }

    private static SourceException moved(GitSource spec) {
        return new SourceException(Kind.CHANGED, spec.place(), "it was moved while it was read", "it is read again");
    }

    private ConfigRepo open(GitSource spec, RepoLocation location, GitCredentials credentials) throws IOException {
        GitSource.Access access = spec.access();
        RepoSettings settings = RepoSettings.in(folder.resolve("mirrors")).withTimeout(access.timeout());
        if (access.proxy().isPresent()) {
            settings = settings.withProxy(access.proxy().get());
        }
        if (access.knownHosts().isPresent()) {
            String hosts = access.knownHosts().get();
            settings = settings.withSshFolder(
                    file(folder, "hosts-" + Fingerprint.of(hosts, NAME_BYTES), "known_hosts", hosts)
                            .resolveSibling(""));
        }
        List<Path> authorities = new ArrayList<>();
        for (String pem : access.authorities()) {
            authorities.add(file(folder, "authorities", Fingerprint.of(pem, NAME_BYTES) + ".pem", pem));
        }
        return ConfigRepo.open(location, credentials, settings.withCertificateAuthorities(authorities));
    }

    /** What a library wants as a file, written whole. */
    static Path file(Path folder, String part, String name, String content) throws IOException {
        Path file = folder.resolve(part).resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(file.resolveSibling(""));
            Path beside = file.resolveSibling(UUID.randomUUID() + ".part");
            Files.writeString(beside, content.endsWith("\n") ? content : content + "\n");
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /**
     * What a ref names now.
     *
     * @param ref its full name; empty for a commit that is named by its id
     * @param id the commit or annotated tag
     * @param name as revisions have it; empty for a commit
     */
    record Found(Optional<String> ref, GitId id, String name) {
        boolean isTag() {
            return ref.filter(full -> full.startsWith("refs/tags/")).isPresent();
        }
    }

    /** {@link GitRef}, asked of the remote. */
    private record RefSearch(ConfigRepo repo, GitSource spec) {
        private static final String HEADS = "refs/heads/";
        private static final String TAGS = "refs/tags/";

        Found find() {
            GitRef ref = spec.ref();
            if (ref instanceof GitRef.Commit commit) {
                return new Found(Optional.empty(), commit.id(), "");
            }
            if (ref instanceof GitRef.Branch branch) {
                return at(HEADS + branch.name(), branch.name());
            }
            if (ref instanceof GitRef.Tag tag) {
                return at(TAGS + tag.name(), tag.name());
            }
            if (ref instanceof GitRef.Name full) {
                return at(full.name(), full.name());
            }
            return ref instanceof GitRef.SemVer range ? highest(range) : head();
        }

        private Found head() {
            String branch = repo.defaultBranch().orElseThrow(() -> missing("the repository has no branch at its HEAD"));
            return at(branch, branch.startsWith(HEADS) ? branch.substring(HEADS.length()) : branch);
        }

        private Found highest(GitRef.SemVer range) {
            var tags = repo.remoteRefs(TAGS);
            List<String> names = tags.keySet().stream()
                    .map(full -> full.substring(TAGS.length()))
                    .toList();
            String name = dev.fairlead.selection.VersionRange.parse(range.range(), true)
                    .highest(names)
                    .orElseThrow(() -> missing("none of its " + names.size() + " tags is a version in that range"));
            return new Found(Optional.of(TAGS + name), java.util.Objects.requireNonNull(tags.get(TAGS + name)), name);
        }

        private Found at(String full, String name) {
            GitId id = repo.remoteRefs(full).get(full);
            if (id == null) {
                throw missing("the repository has no " + full);
            }
            return new Found(Optional.of(full), id, name);
        }

        private SourceException missing(String cause) {
            return new SourceException(Kind.NOT_FOUND, spec.place(), cause, "create it, or name another");
        }
    }
}
