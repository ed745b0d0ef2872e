package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void aKustomization() throws IOException {
        write("app/kustomization.yaml", """
                resources:
                - service.yaml
                - namespace.yaml
                configMapGenerator:
                - name: settings
                  literals: [colour=blue]
                """);
        write(
                "app/service.yaml",
                "kind: Service\napiVersion: v1\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n");
        write("app/namespace.yaml", "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop # ours\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private CommandRun render(String... options) {
        String[] args = new String[options.length + 2];
        args[0] = "render";
        args[1] = folder.resolve("app").toString();
        System.arraycopy(options, 0, args, 2, options.length);
        CommandRun run = CommandRun.in(Map.of(), args);
        return new CommandRun(
                run.exit(), run.out().replace(folder + "/", ""), run.err().replace(folder + "/", ""));
    }

    @Test
    void objectsComeInTheOrderInWhichTheyCanBeApplied() {
        CommandRun run = render();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).isEqualTo("""
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: shop
                ---
                apiVersion: v1
                data:
                  colour: blue
                kind: ConfigMap
                metadata:
                  name: settings-6g6gd9868f
                ---
                apiVersion: v1
                kind: Service
                metadata:
                  name: web
                spec:
                  ports:
                  - port: 80
                """);
    }

    @Test
    void theOrderOfTheFilesIsKeptOnRequest() {
        assertThat(render("--reorder", "none").out().lines().filter(line -> line.startsWith("kind")))
                .containsExactly("kind: Service", "kind: Namespace", "kind: ConfigMap");
    }

    @Test
    void everyObjectGetsTheLabelOnRequest() {
        assertThat(render("--enable-managedby-label").out().lines().filter(line -> line.contains("managed-by")))
                .hasSize(3);
    }

    @Test
    void filesOutsideOfTheRootMustBeAllowed() throws IOException {
        write("app/kustomization.yaml", "resources:\n- ../role.yaml\n");
        write("role.yaml", "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: reader}\n");
        CommandRun refused = render();
        assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .isEqualTo("fairlead: app/kustomization.yaml:2: the file '../role.yaml' is not in or below app;"
                        + " move it there, or allow files outside of the root\n");
        assertThat(render("--allow-outside-root").out()).contains("kind: Role");
    }

    @Test
    void aFieldThatIsNotKnownIsNamedWithItsLine() throws IOException {
        write("app/kustomization.yaml", "resources:\n- service.yaml\nnamePrefx: a-\n");
        assertThat(render().err()).startsWith("fairlead: app/kustomization.yaml:3: unknown field 'namePrefx'");
    }

    @Test
    void aChartIsRenderedWithItsHooksAndWarnings() throws IOException {
        write("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
        write("web/values.yaml", "colour: red\n");
        write(
                "web/templates/a.yaml",
                "kind: ConfigMap\napiVersion: v1\nmetadata: {name: \"{{ .Release.Name }}\", namespace: {{ .Release.Namespace }}}\n"
                        + "data: {colour: {{ .Values.colour }}, seen: {{ lookup \"v1\" \"Pod\" \"\" \"\" | toJson | quote }}}\n");
        write(
                "web/templates/hook.yaml",
                "kind: Pod\napiVersion: v1\nmetadata: {name: t, annotations: {helm.sh/hook: test}}\n");
        write("prod.yaml", "colour: blue\n");

        CommandRun run = CommandRun.in(
                Map.of(),
                "render",
                folder.resolve("web").toString(),
                "--values",
                folder.resolve("prod.yaml").toString(),
                "--namespace",
                "shop");

        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).isEqualTo("""
                ---
                # Source: web/templates/a.yaml
                kind: ConfigMap
                apiVersion: v1
                metadata: {name: "web", namespace: shop}
                data: {colour: blue, seen: "{}"}
                ---
                # Source: web/templates/hook.yaml
                kind: Pod
                apiVersion: v1
                metadata: {name: t, annotations: {helm.sh/hook: test}}
                """);
        assertThat(run.err())
                .isEqualTo(
                        "warning  templates/a.yaml:4: 'lookup' finds nothing, since rendering asks no cluster; give the"
                                + " value that it looks for\n");
    }
}
