package dev.fairlead.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.yaml.YamlReader;
import dev.fairlead.render.yaml.YamlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Renders whatever it gets, or says what is wrong with it. As a plain test this tries the inputs that were found so far; with {@code JAZZER_FUZZ=1} new
 * ones are looked for.
 */
class KustomizeFuzzTest {
    private static final String OBJECTS = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, labels: {app: web}}
            spec:
              replicas: 1
              template:
                spec:
                  containers:
                  - {name: main, image: 'nginx:1', ports: [{containerPort: 80}], env: [{name: A, value: $(V)}]}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data: {a: "1", conf: '{"a": 1}'}
            """;

    @FuzzTest(maxDuration = "45s")
    void aKustomization(byte[] input) throws IOException {
        render(input, OBJECTS.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    @FuzzTest(maxDuration = "45s")
    void anObject(byte[] input) throws IOException {
        String kustomization = "resources: [objects.yaml]\nnamePrefix: p-\nnamespace: n\ncommonLabels: {a: b}\n"
                + "images: [{name: nginx, newTag: '2'}]\n";
        render(kustomization.getBytes(StandardCharsets.UTF_8), input, new byte[0]);
    }

    @FuzzTest(maxDuration = "45s")
    void aPatch(byte[] input) throws IOException {
        String kustomization =
                "resources: [objects.yaml]\npatches:\n- path: patch.yaml\n  target: {kind: Deployment}\n";
        render(kustomization.getBytes(StandardCharsets.UTF_8), OBJECTS.getBytes(StandardCharsets.UTF_8), input);
    }

    private static void render(byte[] kustomization, byte[] objects, byte[] patch) throws IOException {
        Path folder = Files.createTempDirectory("fairlead-fuzz");
        try {
            Files.write(folder.resolve("kustomization.yaml"), kustomization);
            Files.write(folder.resolve("objects.yaml"), objects);
            Files.write(folder.resolve("patch.yaml"), patch);
            KustomizeOptions options = KustomizeOptions.DEFAULT.withBoundary(folder);
            String out = YamlWriter.writeAll(
                    new KustomizeRenderer(options).render(folder).objects());
            // What was written can be read, and there are as many objects as separators say.
            YamlReader.file(out, "out");
        } catch (RenderException e) {
            assertThat(e.problem().place()).isNotEmpty();
            assertThat(e.problem().cause()).isNotEmpty();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
