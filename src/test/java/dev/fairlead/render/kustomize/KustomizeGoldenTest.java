package dev.fairlead.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.render.yaml.YamlWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Own kustomizations, one a feature; what is expected was printed by kustomize 5.8.1. */
class KustomizeGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/dev/fairlead/render/kustomize/golden");

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theBytesAreThoseOfKustomize(String name) throws IOException {
        Path folder = CASES.resolve(name);
        KustomizeRenderer renderer = new KustomizeRenderer(KustomizeOptions.DEFAULT);
        assertThat(YamlWriter.writeAll(renderer.render(folder.resolve("in")).objects()))
                .isEqualTo(Files.readString(folder.resolve("expected.yaml")));
    }
}
