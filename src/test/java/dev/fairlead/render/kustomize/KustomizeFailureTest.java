package dev.fairlead.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.yaml.YamlWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a wrong kustomization gets: the place, the cause and the remedy, and never half a result. */
class KustomizeFailureTest {
    private static final String POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec: {n: 1}\n";

    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve("app").resolve(name).normalize();
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Problem failure(KustomizeOptions options) {
        Problem[] problem = new Problem[1];
        assertThatThrownBy(() -> new KustomizeRenderer(options).render(folder.resolve("app")))
                .isInstanceOfSatisfying(RenderException.class, e -> problem[0] = e.problem());
        Problem told = problem[0];
        return new Problem(
                told.place().replace(folder + "/", ""), told.cause().replace(folder + "/", ""), told.remedy());
    }

    static Stream<Arguments> wrongFiles() {
        return Stream.of(
                wrong("namePrefx: a-", "app/kustomization.yaml:1", "unknown field 'namePrefx'"),
                wrong("namespace: 12", "app/kustomization.yaml:1", "'namespace' is 12, which is no text for YAML"),
                wrong("resources: pod.yaml", "app/kustomization.yaml:1", "'resources' is a scalar, expected a list"),
                wrong("kind: Pod", "app/kustomization.yaml:1", "the kind is Pod"),
                wrong("apiVersion: v1", "app/kustomization.yaml:1", "the apiVersion is v1"),
                wrong("kind: Kustomization", "app/kustomization.yaml", "the kustomization is empty"),
                wrong("a: b: c", "app/kustomization.yaml:1:5", "not valid YAML: mapping values are not allowed here"),
                wrong(
                        "resources:\n- gone.yaml",
                        "app/kustomization.yaml:2",
                        "'gone.yaml' is neither a file nor a folder of app"),
                wrong(
                        "resources:\n- ../secret.yaml",
                        "app/kustomization.yaml:2",
                        "the file '../secret.yaml' is not in or below app"),
                wrong(
                        "resources:\n- link.yaml",
                        "app/kustomization.yaml:2",
                        "the file 'link.yaml' is not in or below app"),
                wrong("resources:\n- .", "app/kustomization.yaml:2", "'.' leads back to app, which is being built"),
                wrong(
                        "resources:\n- https://user:pw@git.example/x?ref=main",
                        "app/kustomization.yaml:2",
                        "'https://git.example/x' lies elsewhere, and nothing is loaded from there"),
                wrong(
                        "resources:\n- pod.yaml\n- pod.yaml",
                        "app/kustomization.yaml:3",
                        "there is Pod.v1.[noGrp]/web.[noNs] already"),
                wrong(
                        "helmCharts:\n- name: x",
                        "app/kustomization.yaml:2",
                        "helmCharts is not supported, since it runs a program"),
                wrong(
                        "resources: [pod.yaml]\ntransformers:\n- |-\n  apiVersion: x/v1\n  kind: Y\n  metadata: {name: z}",
                        "app/kustomization.yaml:3",
                        "the plugin Y (x/v1) is none of kustomize's own"),
                wrong(
                        "resources: [pod.yaml]\npatches:\n- path: gone.yaml",
                        "app/kustomization.yaml:3",
                        "'gone.yaml' is neither a file nor a folder of app"),
                wrong(
                        "resources: [pod.yaml]\npatches:\n- patch: |-\n    {apiVersion: v1, kind: Pod, metadata: {name: x}}",
                        "app/kustomization.yaml:3",
                        "no object is called Pod.v1.[noGrp]/x.[noNs]"),
                wrong(
                        "resources: [pod.yaml]\npatches:\n- target: {kind: Pod}\n  patch: |-\n    - {op: remove, path: /spec/m}",
                        "app/kustomization.yaml:3",
                        "JSON patch, remove /spec/m: there is nothing to remove"),
                wrong(
                        "resources: [pod.yaml]\npatches:\n- target: {kind: '('}\n  patch: |-\n    - {op: test, path: /a}",
                        "app/kustomization.yaml:3",
                        "'(' is no regular expression: missing closing )"),
                wrong(
                        "resources: [pod.yaml]\nreplicas:\n- {name: db, count: 1}",
                        "app/kustomization.yaml:3",
                        "no workload is called db"),
                wrong(
                        "configMapGenerator:\n- name: c\n  literals: [hunter2]",
                        "app/kustomization.yaml:2",
                        "a literal is no key=value"),
                wrong("sortOptions: {order: random}", "app/kustomization.yaml:1", "sortOptions.order is 'random'"),
                wrong(
                        "openapi: {version: v9}",
                        "app/kustomization.yaml (openapi)",
                        "openapi.version 'v9' is not known"),
                wrong(
                        "resources: [pod.yaml, broken.yaml]",
                        "app/broken.yaml:2:3",
                        "not valid YAML: mapping values are not allowed here"),
                wrong("resources: [values.yaml]", "app/values.yaml:1", "an object has no kind"),
                wrong(
                        "resources: [pod.yaml]\npatches:\n- target: {kind: Pod}\n  patch: 'spec: {n: .inf}'",
                        "app/kustomization.yaml:3 (inline):1",
                        "an object has no kind"),
                wrong(
                        "resources: [pod.yaml]\nreplacements:\n- source: {kind: Pod, fieldPath: spec}\n"
                                + "  targets: [{select: {kind: Pod}, fieldPaths: [kind]}]",
                        "app",
                        "[noKind].v1.[noGrp]/web.[noNs] has lost its kind or its name"),
                wrong("resources: [infinite.yaml]", "app", "Pod.v1.[noGrp]/web.[noNs]: '.inf' is no number that JSON"),
                wrong("resources: [number.yaml]", "app", "Pod.v1.[noGrp]/web.[noNs]: the key '1' is no string"),
                wrong("resources: [delete.yaml]", "app", "Pod.v1.[noGrp]/web.[noNs]: a text holds the control"));
    }

    private static Arguments wrong(String kustomization, String place, String cause) {
        return Arguments.of(kustomization, place, cause);
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void aWrongFileIsNamedWithCauseAndRemedy(String kustomization, String place, String cause) throws IOException {
        write("kustomization.yaml", kustomization + "\n");
        write("pod.yaml", POD);
        write("../secret.yaml", POD);
        write("values.yaml", "replicas: 1\n");
        write("infinite.yaml", POD + "more: [.inf]\n");
        write("number.yaml", POD + "more: {1: x}\n");
        write("delete.yaml", POD + "more: \"\\x7F\"\n");
        write("broken.yaml", "a: 1\n b: 2\nc: [\n");
        Files.createSymbolicLink(folder.resolve("app/link.yaml"), folder.resolve("secret.yaml"));
        Problem problem = failure(KustomizeOptions.DEFAULT);
        assertThat(problem.place()).isEqualTo(place);
        assertThat(problem.cause()).startsWith(cause);
        assertThat(problem.remedy()).isNotEmpty();
        assertThat(problem.toString()).doesNotContain("hunter2", "pw@");
    }

    @Test
    void aLinkOutOfTheBoundaryIsRefusedWhateverElseIsAllowed() throws IOException {
        write("kustomization.yaml", "resources: [base]\n");
        write("../elsewhere/kustomization.yaml", "namePrefix: x\n");
        Files.createSymbolicLink(folder.resolve("app/base"), folder.resolve("elsewhere"));
        KustomizeOptions options =
                KustomizeOptions.DEFAULT.withOutsideRoot(true).withBoundary(folder.resolve("app"));
        assertThat(failure(options).cause()).isEqualTo("'base' leads out of the folder that is rendered");
    }

    @Test
    void aliasesThatStandForTooMuchAreRefused() throws IOException {
        StringBuilder bomb = new StringBuilder(POD + "bomb:\n- &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("- &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("]\n");
        }
        write("kustomization.yaml", "resources: [bomb.yaml]\n");
        write("bomb.yaml", bomb.toString());
        assertThat(failure(KustomizeOptions.DEFAULT).cause()).startsWith("its aliases stand for more than");
    }

    @Test
    void whatIsNotKnownGoesToTheBinaryWhereOneIsConfigured() throws IOException {
        comments();
        assertThat(failure(KustomizeOptions.DEFAULT).cause())
                .isEqualTo("a replacement changes a text with comments, which this renderer cannot keep");
        KustomizeBinary binary = program(
                "echo \"kind: $1\"; echo \"arguments: $*\"; echo \"variables: $(env | cut -d= -f1 | sort | tr '\\n' ' ')\"",
                10);
        String out = YamlWriter.writeAll(new KustomizeRenderer(KustomizeOptions.DEFAULT.withBinary(binary))
                .render(folder.resolve("app"))
                .objects());
        assertThat(out.replace(folder + "/", ""))
                .contains(
                        "kind: build",
                        "arguments: build --reorder=legacy app",
                        "variables: GIT_TERMINAL_PROMPT HOME PATH");
    }

    @Test
    void aBinaryThatFailsOrDoesNotEndIsAnError() throws IOException {
        comments();
        KustomizeBinary failing = program("echo 'no https://u:p@x/' >&2; exit 1", 10);
        assertThat(failure(KustomizeOptions.DEFAULT.withBinary(failing)).cause())
                .isEqualTo("the kustomize binary failed: no https://x/");
        KustomizeBinary slow = program("exec sleep 60", 1);
        assertThat(failure(KustomizeOptions.DEFAULT.withBinary(slow)).cause())
                .isEqualTo("the kustomize binary did not end within 1 s");
    }

    private void comments() throws IOException {
        write("kustomization.yaml", """
                resources: [map.yaml]
                replacements:
                - sourceValue: b
                  targets:
                  - select: {kind: ConfigMap}
                    fieldPaths: ['data.conf.a']
                """);
        write("map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata:\n  conf: |\n    a: x # y\n");
    }

    private KustomizeBinary program(String script, int seconds) throws IOException {
        Path program = folder.resolve("kustomize" + seconds);
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new KustomizeBinary(program, Duration.ofSeconds(seconds));
    }
}
