package dev.fairlead.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.FairleadException;
import dev.fairlead.render.yaml.YamlWriter;
import dev.fairlead.service.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random kustomizations through this renderer and through the kustomize binary: the same bytes, or both fail. */
@Tag("service")
class KustomizeDifferenceTest {
    private static final int RENDERS = Integer.getInteger("fairlead.kustomize.renders", 40);
    private static final long FIRST_SEED = Long.getLong("fairlead.kustomize.seed", 1);

    @TempDir
    private Path folder;

    @Test
    void bothRenderTheSameOrBothFail() throws Exception {
        Path program = Services.program("kustomize-5.8.1/kustomize", "kustomize");
        int rendered = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + RENDERS; seed++) {
            Path here = Files.createDirectory(folder.resolve("seed" + seed));
            new RandomKustomization(seed, here).write();
            Optional<String> theirs = kustomize(program, here.resolve("overlay"), here.resolve("out"));
            assertThat(ours(here.resolve("overlay")))
                    .as("seed %d in %s", seed, here)
                    .isEqualTo(theirs);
            rendered += theirs.isPresent() ? 1 : 0;
        }
        // Otherwise the generator writes nonsense, and this test proves nothing.
        assertThat(rendered).isGreaterThan(RENDERS / 5);
    }

    private static Optional<String> ours(Path overlay) {
        try {
            KustomizeRenderer renderer = new KustomizeRenderer(KustomizeOptions.DEFAULT);
            return Optional.of(YamlWriter.writeAll(renderer.render(overlay).objects()));
        } catch (FairleadException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> kustomize(Path program, Path overlay, Path out) throws Exception {
        Process process = new ProcessBuilder(program.toString(), "build", overlay.toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0 ? Optional.of(Files.readString(out)) : Optional.empty();
    }
}
