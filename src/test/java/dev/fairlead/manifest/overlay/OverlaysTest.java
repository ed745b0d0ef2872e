package dev.fairlead.manifest.overlay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.ManifestFile;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.manifest.Manifests;
import dev.fairlead.manifest.RewriteJob;
import dev.fairlead.manifest.RewriteReport;
import dev.fairlead.manifest.field.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverlaysTest {
    private static final String OVERLAY = "overlays/prod/kustomization.yaml";
    private static final String POD =
            "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: a/api:1\n  - image: a/web:1\n";
    private final Map<String, String> files = new LinkedHashMap<>();

    @BeforeEach
    void base() {
        files.put("base/kustomization.yaml", "resources:\n- pod.yaml\n");
        files.put("base/pod.yaml", POD);
    }

    private RewriteReport rewrite(String overlay, boolean add, String... paths) {
        files.put(OVERLAY, overlay);
        List<ManifestFile> named = Stream.concat(Stream.of(OVERLAY), Stream.of(paths))
                .map(path -> ManifestFile.of(path, files.get(path).getBytes(UTF_8)))
                .toList();
        return new RewriteJob(
                        Manifests.with(ManifestSettings.STANDARD),
                        named,
                        List.of(ImageReference.parse("a/api:2")),
                        Map.of())
                .run(path -> Optional.ofNullable(files.get(path)).map(text -> text.getBytes(UTF_8)), add);
    }

    private String grown(String overlay) {
        RewriteReport report = rewrite(overlay, true);
        assertThat(report.refused()).isEmpty();
        assertThat(report.changed()).hasSize(1);
        return new String(report.changed().get(0).after(), UTF_8);
    }

    @Test
    void anImageThatOnlyTheBaseHoldsIsExplained() {
        RewriteReport report = rewrite("resources: [../../base]\n", false);
        assertThat(report.changed()).isEmpty();
        assertThat(report.unmatched()).isEmpty();
        assertThat(report.refused()).singleElement().satisfies(refusal -> {
            assertThat(refusal.place()).hasToString(OVERLAY);
            assertThat(refusal.reason()).contains("it takes a/api:1 from base/pod.yaml:5:12");
            assertThat(refusal.remedy()).contains("--add-to-overlay");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources: [../../base]\nimages: [{name: a/api, newTag: v1}]", // it sets the version itself
                "resources: [../../base]\nimages: [{name: a/api, newName: b/other}]", // it makes another image of it
                "resources: [../../nowhere]",
                "resources: ['https://git.example/x?ref=1', 'git@git.example:x']", // other repositories are not looked
                // into
                "resources: [../prod]" // itself
            })
    void noGapIsToldWhere(String overlay) {
        assertThat(rewrite(overlay, false).overlays()).isEmpty();
    }

    @Test
    void aBaseThatIsNamedItselfIsEditedThere() {
        RewriteReport report = rewrite("resources: [../../base]\n", false, "base/kustomization.yaml", "base/pod.yaml");
        assertThat(report.refused()).isEmpty();
        assertThat(report.changed())
                .singleElement()
                .satisfies(one -> assertThat(one.path()).isEqualTo("base/pod.yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resources", "bases", "components"})
    void everyWayToBuildOnABaseIsFollowed(String key) {
        assertThat(rewrite(key + ": [../../base]\n", false).overlays()).hasSize(1);
    }

    @Test
    void basesOfBasesAreFollowedAndTheirRenamesCount() {
        files.put(
                "middle/kustomization.yaml",
                "resources: [../base]\nimages: [{name: a/web, newName: a/api}, {name: a/api, newName: c/d}]\n");
        RewriteReport report = rewrite("resources: [../../middle]\n", false);
        assertThat(report.overlays())
                .extracting(Refusal::reason)
                .singleElement()
                .asString()
                .contains("a/web:1 from base/pod.yaml:6:12");
    }

    @Test
    void anEntryIsAddedInTheStyleOfItsNeighbours() {
        assertThat(grown("resources:\n- ../../base\nimages:\n  # web\n  - name: a/web\n    newTag: v1\n"))
                .isEqualTo("resources:\n- ../../base\nimages:\n  # web\n  - name: a/web\n    newTag: v1\n"
                        + "  - name: a/api\n    newTag: \"2\"\n");
    }

    @Test
    void imagesIsAddedWhereThereIsNone() {
        assertThat(grown("resources:\n- ../../base"))
                .isEqualTo("resources:\n- ../../base\nimages:\n- name: a/api\n  newTag: \"2\"");
    }

    @Test
    void anEntryWithoutAVersionGetsOne() {
        assertThat(grown("resources:\n- ../../base\nimages:\n- name: a/api\n"))
                .isEqualTo("resources:\n- ../../base\nimages:\n- name: a/api\n  newTag: \"2\"\n");
    }

    @ParameterizedTest
    @CsvSource({
        "a/b/k.yaml,  ../c,        a/c",
        "a/b/k.yaml,  ./c/d.yaml,  a/b/c/d.yaml",
        "k.yaml,      c,           c",
        "k.yaml,      ../c,        ../c",
        "../a/k.yaml, ../../c,     ../../c",
        "/a/k.yaml,   ../c,        /c",
        "a/k.yaml,    .,           a"
    })
    void resolvesPathsWithoutAFileSystem(String path, String other, String resolved) {
        assertThat(RelativePaths.resolve(path, other)).isEqualTo(resolved);
    }
}
