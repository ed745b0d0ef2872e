package dev.fairlead.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.disk.DiskFile;
import dev.fairlead.manifest.disk.FileWalk;
import dev.fairlead.manifest.field.PolicyName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Flux's own cases, {@code original} against {@code expected}. The data must be Flux's; the bytes are better: only marked
 * values change where Flux re-indents, and a file without a change stays where Flux drops it.
 */
class FluxConformanceTest {
    private static final Path CASES = Path.of("../shared/conformance/flux-image-automation");
    private static final Map<PolicyName, ImageReference> POLICIES = Map.of(
            new PolicyName("automation-ns", "policy"),
            ImageReference.parse("index.repo.fake/updated:v1.0.1"),
            new PolicyName("automation-ns", "unchanged"),
            ImageReference.parse("image:v1.0.0"),
            new PolicyName("automation-ns", "policy-with-digest"),
            ImageReference.parse(
                    "image:v1.0.0@sha256:6745aaad46d795c9836632e1fb62f24b7e7f4c843144da8e47a5465c411a14be"));

    @BeforeEach
    void findCases() {
        if (!Files.isDirectory(CASES)) {
            Assumptions.abort("Flux's cases are not here: " + CASES);
        }
    }

    @Test
    void markedValuesTakeTheResultsOfTheirPolicies() throws IOException {
        List<Rewrite> rewrites = rewrite("setters/original", List.of(), POLICIES);
        assertThat(rewrites).hasSize(3);
        compare(rewrites, "setters/original", "setters/expected");
    }

    @Test
    void valuesWithoutAMarkerStay() throws IOException {
        assertThat(rewrite("leave/original", List.of(), POLICIES)).isEmpty();
        assertThat(rewrite("replace/original", List.of(), POLICIES)).isEmpty();
    }

    @Test
    void namedImagesAreReplaced() throws IOException {
        List<ImageReference> image = List.of(ImageReference.parse("used:v1.1.0"));
        List<Rewrite> plain = rewrite("replace/original", image, Map.of());
        assertThat(plain).hasSize(2);
        compare(plain, "replace/original", "replace/expected");
        List<Rewrite> commented = rewrite("replace/commented", image, Map.of());
        assertThat(commented).hasSize(1);
        compare(commented, "replace/commented", "replace/commented-expected");
    }

    private static List<Rewrite> rewrite(
            String folder, List<ImageReference> images, Map<PolicyName, ImageReference> policies) {
        Manifests manifests = Manifests.with(ManifestSettings.STANDARD);
        List<ManifestFile> files = FileWalk.of(List.of(CASES.resolve(folder)), manifests::considers).files().stream()
                .map(file -> new ManifestFile(FileWalk.name(file), () -> DiskFile.read(file)))
                .toList();
        RewriteReport report = new RewriteJob(manifests, files, images, policies).run(path -> Optional.empty(), false);
        assertThat(report.refused()).isEmpty();
        return report.changed();
    }

    private static void compare(List<Rewrite> rewrites, String original, String expected) throws IOException {
        for (Rewrite rewrite : rewrites) {
            Path there = CASES.resolve(expected)
                    .resolve(CASES.resolve(original).normalize().relativize(Path.of(rewrite.path())));
            assertThat(load(rewrite.after())).isEqualTo(load(Files.readAllBytes(there)));
            assertOnlyValuesDiffer(text(rewrite.before()), text(rewrite.after()), rewrite.changes());
        }
    }

    /** Puts the old values back into the new text, which must then be the old text. */
    private static void assertOnlyValuesDiffer(String before, String after, List<Change> changes) {
        List<String> lines = new ArrayList<>(after.lines().toList());
        for (Change change : changes) {
            int line = change.place().line() - 1;
            lines.set(line, lines.get(line).replaceFirst(Pattern.quote(change.after()), change.before()));
        }
        assertThat(String.join("\n", lines))
                .isEqualTo(String.join("\n", before.lines().toList()));
        assertThat(after.endsWith("\n")).isEqualTo(before.endsWith("\n"));
    }

    private static List<Object> load(byte[] bytes) {
        List<Object> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text(bytes)).forEach(documents::add);
        return documents;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
