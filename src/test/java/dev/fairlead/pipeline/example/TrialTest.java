package dev.fairlead.pipeline.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fairlead.forge.CommitStatus;
import dev.fairlead.pipeline.Dock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jenkins-plugin/try/run} needs of the engine and of the README, since it runs only where Jenkins can be had. */
class TrialTest {
    private static final Path TRIAL = Path.of("jenkins-plugin/try");

    @TempDir
    Path temp;

    @Test
    void itsServicesCompileAndReportAsAnAgentWould() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String source = TRIAL.resolve("Harbour.java").toString();
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, said, said, "-cp", System.getProperty("java.class.path"), "-d", temp.toString(), source);
        assertThat(failed).as(said.toString(StandardCharsets.UTF_8)).isZero();
        try (Dock dock = new Dock(temp.resolve("dock"));
                URLClassLoader classes =
                        new URLClassLoader(new URL[] {temp.toUri().toURL()})) {
            String commit = dock.commit(Map.of("a", "b"));
            Method main = classes.loadClass("Harbour").getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            String repository = dock.remote.folder().toString();
            main.invoke(
                    null, (Object) new String[] {"report", repository, commit, "fairlead/dev", "success", "healthy"});
            assertThat(dock.forge.statuses(commit))
                    .extracting(CommitStatus::context, CommitStatus::state, CommitStatus::description)
                    .containsExactly(tuple("fairlead/dev", CommitStatus.State.SUCCESS, "healthy"));
        }
    }

    /** The script takes the README's first pipeline, and puts its own addresses in the place of these two. */
    @Test
    void theReadmesFirstPipelineIsTheWholeWay() throws IOException {
        String readme = Files.readString(Path.of("jenkins-plugin/README.md"));
        int start = readme.indexOf("```groovy\n");
        String pipeline = readme.substring(start, readme.indexOf("```\n", start + 3));
        assertThat(readme.indexOf("\n## ")).isGreaterThan(start);
        assertThat(pipeline)
                .contains("checkout scm", "docker push", "gitopsWaitForSync", "environment: 'dev'")
                .containsOnlyOnce("contoso.azurecr.io")
                .containsOnlyOnce("https://github.com/contoso/config.git");
    }
}
