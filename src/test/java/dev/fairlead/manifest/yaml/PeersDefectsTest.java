package dev.fairlead.manifest.yaml;

import static dev.fairlead.manifest.yaml.Yaml.at;
import static dev.fairlead.manifest.yaml.Yaml.file;
import static dev.fairlead.manifest.yaml.Yaml.replaced;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What other tools did to people's files, each named after the thread that reports it. IAC is Flux's image-automation-controller, A is Argo CD Image
 * Updater.
 */
class PeersDefectsTest {
    private static void onlyTheVersionChanges(String text, String path, String from, String to) {
        assertThat(text).containsOnlyOnce(from);
        assertThat(replaced(text, path, to)).isEqualTo(text.replace(from, to));
    }

    @Test
    void iac68_nothingToChangeChangesNothing() {
        String text = "a:   [ x,y ]\n\n\nb:\n     - 1   # c\nimage: 'a:1'\n\n";
        assertThat(file(text).splice(List.of()).bytes()).isEqualTo(text.getBytes(UTF_8));
        assertThat(replaced(text, "image", "a:1")).isEqualTo(text);
    }

    @Test
    void iac68_onlyTheMarkedLineChanges() {
        onlyTheVersionChanges("""
                containers:
                    -   name: one
                        image: a:1.0.0 # {"$imagepolicy": "ns:policy"}
                        args: [ "--x" , '--y' ]
                """, "containers[0].image", "a:1.0.0", "a:1.1.0");
    }

    @Test
    void iac528_literalBlocksStayBlocks() {
        onlyTheVersionChanges("""
                image: a:1.0.0
                config: |
                  _format: "2.1" \n
                  services:
                  - name: example

                    url: https://example.org
                """, "image", "a:1.0.0", "a:1.1.0");
    }

    @Test
    void iac203_foldedArgumentsStayOnTheirLines() {
        onlyTheVersionChanges("""
                args:
                  - -c
                  - >
                    until curl -fsI http://localhost/ready; do echo \\"Waiting\\"; sleep 3; done;
                    java -jar app.jar;
                    exit $x
                image: a:1.0.0
                """, "image", "a:1.0.0", "a:1.1.0");
    }

    @Test
    void iac844_longLinesQuotesAndTrailingWhiteSpaceStay() {
        onlyTheVersionChanges(
                "a: 'x'   \nb: " + "word ".repeat(60) + "\nimage: a:1.0.0\t# c  \nc: \"y\"  \n\n\n",
                "image",
                "a:1.0.0",
                "a:1.1.0");
    }

    @Test
    void flux2_1441_commentsAndIndentStay() {
        onlyTheVersionChanges("""
                values:
                  # storage:
                  #   class: nfs

                  ingress:
                    host: lab
                    connections:
                        - name: one
                          timeout: 6
                  image: a:1.0.0
                  # last
                """, "values.image", "a:1.0.0", "a:1.1.0");
    }

    @Test
    void flux2_3284_embeddedFilesStayReadable() {
        onlyTheVersionChanges("""
                data:
                  settings.yaml: |-
                    key: "value"  # with a trailing space\u0020

                    other:\tx
                images:
                - name: a
                  newTag: v1.0.0
                """, "images[0].newTag", "v1.0.0", "v1.1.0");
    }

    @Test
    void a1283_noBlankLineIsAddedHoweverOftenItRuns() {
        String text = "env: |\n\n\n\n  {\n  }\nimage:\n  tag: v0\n";
        String last = text;
        for (int i = 1; i <= 75; i++) {
            last = replaced(last, "image.tag", "v" + i);
        }
        assertThat(last).isEqualTo(text.replace("v0", "v75"));
    }

    @Test
    void a1489_orderAnchorsMergeKeysAndCommentsStay() {
        String text = """
                # header

                global:
                  debug: false
                images:
                  # primary
                  app: &app-image
                    repository: myapp
                    tag: v1.0.0  # current
                    pullPolicy: IfNotPresent

                  sidecar:
                    <<: *app-image
                    tag: v0.9.0
                database:
                  host: localhost
                """;
        onlyTheVersionChanges(text, "images.sidecar.tag", "v0.9.0", "v2.0.0");
        YamlFile file = file(text);
        Edited edited = file.splice(
                List.of(Splice.whole(at(file, "images.app.tag"), "v2.0.0").everywhere()));
        assertThat(new String(edited.bytes(), UTF_8)).isEqualTo(text.replace("v1.0.0", "v2.0.0"));
    }

    @Test
    void kustomize4481_commentsStayAboveTheirLineAndNoFieldIsAdded() {
        onlyTheVersionChanges("""
                resources:
                  # some important comment
                  - install.yaml
                  -\u0020
                images:
                - name: argo
                  newName: argo
                  newTag: "123"
                """, "images[0].newTag", "123", "234");
    }

    @Test
    void kustomize2310_orderAndIndentationStay() {
        onlyTheVersionChanges("""
                namespace: x
                images:
                    - newTag: v1
                      name: argo
                bases:
                    - ../base
                """, "images[0].newTag", "v1", "v2");
    }

    @Test
    void yq465_commentsAndQuotesStay() {
        onlyTheVersionChanges("# top\n\n---\n# a\na: 'x' # b\nimage: \"a:1\"\n# end\n", "image", "a:1", "a:2");
    }

    @Test
    void yq515_blankLinesStay() {
        onlyTheVersionChanges("\n\na: b\n\n\nimage: a:1\n\n \n\nc: d", "image", "a:1", "a:2");
    }

    @Test
    void updatecli794_3525_blankLinesStay() {
        onlyTheVersionChanges(
                "name: python\n\nsources:\n\n  python:\n    kind: v1\n\ntargets: {}\n",
                "sources.python.kind",
                "v1",
                "v2");
    }

    @Test
    void updatecli903_laterDocumentsMarkersAndSpacesBeforeCommentsStay() {
        onlyTheVersionChanges(
                "---\nspec:\n  version: 1.15.0  # two spaces\n---\nkind: Second\n...\n---\nkind: Third\n",
                "spec.version",
                "1.15.0",
                "1.16.0");
    }

    @Test
    void a884_otherValuesAreNotCorrupted() {
        String text = "image:\n  name: a\n  tag: v1\nimage2:\n  name: b\n  tag: v5\nuser: {data: [1, 2]}\n";
        assertThat(replaced(text, "image.tag", "v2", "image2.tag", "v6"))
                .isEqualTo("image:\n  name: a\n  tag: v2\nimage2:\n  name: b\n  tag: v6\nuser: {data: [1, 2]}\n");
    }

    @Test
    void a1584_tagsOfOtherImagesAreNotBlanked() {
        onlyTheVersionChanges(
                "session:\n  tag: \"s1\"\nmanager:\n  tag: \"m1\"\nempty:\n  tag: \"\"\n", "manager.tag", "m1", "m2");
    }

    @ParameterizedTest
    @CsvSource({"keel155, 1.234e6", "helm9162, 72044e0", "flux1743, 0362525", "kustomize1303, 706798e8"})
    void keel155_helm9162_flux1743_aTagOfDigitsStaysAString(String thread, String tag) {
        assertThat(replaced("tag: abcdef0\n", "tag", tag)).as(thread).isEqualTo("tag: \"" + tag + "\"\n");
        assertThat(replaced("tag: '" + tag + "'\n", "tag", "1234567"))
                .as(thread)
                .isEqualTo("tag: '1234567'\n");
        YamlFile file = file("image: a:" + tag + "\n");
        Scalar image = at(file, "image");
        Edited edited = file.splice(List.of(Splice.part(image, 2, image.value().length(), "007")));
        assertThat(new String(edited.bytes(), UTF_8)).isEqualTo("image: a:007\n");
    }

    @Test
    void kargoEditor_keepsATrailingComment() {
        onlyTheVersionChanges("tag: v1 # keep me\n", "tag", "v1", "v2");
    }

    @Test
    void kargoEditor_keepsCarriageReturns() {
        onlyTheVersionChanges("a: b\r\ntag: v1\r\nc: d\r\n", "tag", "v1", "v2");
    }

    @Test
    void kargoEditor_editsEveryDocument() {
        assertThat(replaced("a: v1\n---\nb: v1\n---\nc: v1\n", "b", "v2", "c", "v3"))
                .isEqualTo("a: v1\n---\nb: v2\n---\nc: v3\n");
    }

    @Test
    void kargoEditor_makesTwoUpdatesOnOneLine() {
        assertThat(replaced("x: {a: v1, b: 'v1'}\n", "x.a", "v2", "x.b", "v33")).isEqualTo("x: {a: v2, b: 'v33'}\n");
    }

    @Test
    void dependabotHelm_keepsOrLeavesOutTheFinalNewline() {
        onlyTheVersionChanges("tag: v1", "tag", "v1", "v2");
        onlyTheVersionChanges("tag: v1\n", "tag", "v1", "v2");
    }

    @Test
    void imageUpdater_isByteExactForQuotedScalarsToo() {
        assertThat(replaced("a: 'v1'\nb: \"v\\x31\"\n", "a", "v2", "b", "v2")).isEqualTo("a: 'v2'\nb: \"v2\"\n");
    }
}
