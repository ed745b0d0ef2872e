package dev.fairlead.agent.source.git;

import dev.fairlead.agent.source.GitSource;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import dev.fairlead.agent.source.store.Ignore;
import dev.fairlead.agent.source.store.Staging;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.FileEntry;
import dev.fairlead.configrepo.FileKind;
import dev.fairlead.configrepo.GitCredentials;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.configrepo.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the files of a commit that a source wants, and those of its submodules. */
final class GitFiles {
    private static final int DEEPEST = 8;

    private final GitSource spec;
    private final Staging staging;
    private final Opener opener;

    GitFiles(GitSource spec, Staging staging, Opener opener) {
        this.spec = spec;
        this.staging = staging;
        this.opener = opener;
    }

    /** Opens another repository by the same settings. */
    interface Opener {
        ConfigRepo open(GitSource spec, RepoLocation location, GitCredentials credentials) throws IOException;
    }

    void write(Snapshot snapshot) throws IOException {
        write(snapshot, "", spec.location(), 0);
    }

    private void write(Snapshot snapshot, String below, RepoLocation location, int depth) throws IOException {
        List<FileEntry> wanted = snapshot.list().stream()
                .filter(file -> isSparse(below + file.path()))
                .toList();
        Ignore rules = rules(snapshot, wanted);
        List<FileEntry> files = wanted.stream()
                .filter(file -> file.kind() != FileKind.SUBMODULE && !rules.leavesOut(file.path()))
                .toList();
        requireRoom(files.size());
        try {
            snapshot.read(files, (file, bytes) -> write(below, file, bytes));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (spec.files().submodules()) {
            submodules(snapshot, wanted, below, location, depth);
        }
    }

    /** Before anything is fetched that would be too much. */
    private void requireRoom(int files) {
        if (files > staging.limits().entries()) {
            throw new SourceException(
                    Kind.HOSTILE,
                    staging.place(),
                    "it has " + files + " files, more than " + staging.limits().entries(),
                    "name the folders that are wanted (sparse), or leave files out (ignore)");
        }
    }

    private void write(String below, FileEntry file, byte[] bytes) {
        try {
            if (file.kind() == FileKind.SYMLINK) {
                staging.link(below + file.path(), new String(bytes, StandardCharsets.UTF_8));
            } else {
                staging.file(below + file.path(), file.kind() == FileKind.EXECUTABLE, new ByteArrayInputStream(bytes));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isSparse(String path) {
        List<String> folders = spec.files().sparse();
        return folders.isEmpty()
                || folders.stream()
                        .map(folder -> folder.replaceFirst("^(\\./)?/*", "").replaceFirst("/+$", ""))
                        .anyMatch(folder -> folder.isEmpty() || path.startsWith(folder + "/") || path.equals(folder));
    }

    /** Those of the repository's own files first, from the root down, then those of the source. */
    private Ignore rules(Snapshot snapshot, List<FileEntry> files) {
        Ignore rules = Ignore.usual();
        for (FileEntry file : files) {
            String path = file.path();
            if (file.kind().isFile() && (path.equals(Ignore.FILE) || path.endsWith("/" + Ignore.FILE))) {
                String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
                rules = rules.and(folder, new String(snapshot.read(file), StandardCharsets.UTF_8));
            }
        }
        return spec.files().ignore().isPresent()
                ? rules.and("", spec.files().ignore().get())
                : rules;
    }

    private void submodules(Snapshot snapshot, List<FileEntry> files, String below, RepoLocation location, int depth)
            throws IOException {
        Submodules known = Submodules.of(snapshot, location, spec.place());
        for (FileEntry file : files) {
            if (file.kind() != FileKind.SUBMODULE) {
                continue;
            }
            if (depth == DEEPEST) {
                throw new SourceException(
                        Kind.HOSTILE,
                        spec.place() + " " + below + file.path(),
                        "submodules are nested more than " + DEEPEST + " deep",
                        "leave this one out");
            }
            RepoLocation where = known.location(file.path());
            try (ConfigRepo repo = opener.open(spec, where, credentials(where))) {
                write(repo.snapshot(file.id()), below + file.path() + "/", where, depth + 1);
            }
        }
    }

    /** Ours are for the host that they were given for. */
    private GitCredentials credentials(RepoLocation where) {
        return where.host().equals(spec.location().host()) ? spec.access().credentials() : GitCredentials.none();
    }
}
