package dev.fairlead.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.KustomizeOptions.Order;
import dev.fairlead.render.yaml.YamlWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** Kustomize's own cases: each must give the same bytes, or fail where kustomize fails. None may miss. */
class KustomizeConformanceTest {
    private static final Path CASES = Path.of("../shared/conformance/kustomize");

    @TestFactory
    Stream<DynamicTest> everyCaseGivesTheSameBytesOrFails() throws IOException {
        if (!Files.isDirectory(CASES)) {
            throw new TestAbortedException("kustomize's cases are not here: " + CASES);
        }
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
        }
    }

    private static void check(Path folder) throws IOException {
        JsonNode meta = new ObjectMapper().readTree(folder.resolve("case.json").toFile());
        // The cases live in a file system of their own, in which nothing is above the root.
        Path root = folder.resolve("fs");
        Path start =
                root.resolve(meta.get("path").asText().replaceAll("^/+", "")).normalize();
        KustomizeRenderer renderer = new KustomizeRenderer(KustomizeOptions.DEFAULT
                .withOrder(Order.NONE)
                .withManagedByLabel(meta.get("managedByLabel").asBoolean())
                .withOutsideRoot(!meta.get("loadRestrictor").asText().equals("rootOnly"))
                .withBoundary(root));
        if (meta.has("error")) {
            assertThatThrownBy(() -> renderer.render(start)).isInstanceOfSatisfying(RenderException.class, failure -> {
                assertThat(failure.problem().place()).isNotEmpty();
                assertThat(failure.problem().cause()).isNotEmpty();
            });
            return;
        }
        assertThat(YamlWriter.writeAll(renderer.render(start).objects()))
                .isEqualTo(Files.readString(folder.resolve("expected.yaml")));
    }
}
