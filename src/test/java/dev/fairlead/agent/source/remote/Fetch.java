package dev.fairlead.agent.source.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.agent.source.Artifact;
import dev.fairlead.agent.source.Failure;
import dev.fairlead.agent.source.SourceSpec;
import dev.fairlead.agent.source.SourceState;
import dev.fairlead.agent.source.store.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What tests ask of {@link Sources}: one source, fetched again and again. */
public final class Fetch implements AutoCloseable {
    private final Sources sources;
    private final Path folder;

    private Fetch(Sources sources, Path folder) {
        this.sources = sources;
        this.folder = folder;
    }

    public static Fetch into(Path folder) {
        return into(folder, Limits.usual());
    }

    public static Fetch into(Path folder, Limits limits) {
        return new Fetch(Sources.open(folder, limits), folder);
    }

    public SourceState state(SourceSpec spec) {
        return sources.fetch("test", spec);
    }

    /** The artifact of a source that does not fail. */
    public Artifact good(SourceSpec spec) {
        SourceState state = state(spec);
        assertThat(state.failure()).as(state.told()).isEmpty();
        return state.artifact().orElseThrow();
    }

    /** How a source fails; what was fetched before must still be there. */
    public Failure failure(SourceSpec spec) throws IOException {
        SourceState before = sources.state("test", spec);
        SourceState state = state(spec);
        assertThat(state.failure()).as(state.told()).isPresent();
        assertThat(state.artifact()).isEqualTo(before.artifact());
        assertThat(folder.resolve("staging")).isEmptyDirectory();
        return state.failure().orElseThrow();
    }

    /** The files of an artifact by their paths; what is executable is marked by {@code *}, a link by {@code ->}. */
    public static Map<String, String> files(Artifact artifact) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> walked = Files.walk(artifact.path())) {
            for (Path path : walked.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                found.put(artifact.path().relativize(path).toString(), content(path));
            }
        }
        return found;
    }

    private static String content(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "-> " + Files.readSymbolicLink(path);
        }
        return (Files.isExecutable(path) ? "* " : "") + Files.readString(path);
    }

    @Override
    public void close() {
        sources.close();
    }
}
