package dev.fairlead.pipeline.example;

import com.lesfurets.jenkins.unit.PipelineTestHelper;
import dev.fairlead.pipeline.Dock;
import groovy.lang.Binding;
import groovy.lang.Closure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a pipeline in JenkinsPipelineUnit. Its 1.1 knows Scripted Pipeline alone, so that the words of Declarative stand here
 * as steps that run their bodies. Steps of other plugins are heard and not done, but for {@code docker push}, which reaches
 * the registry. A step that is not known is an error.
 */
final class PipelineRun {
    private static final Pattern PUSHED = Pattern.compile(
            "(?:docker|buildah|podman) push " + Pattern.quote(GitopsSteps.REGISTRY) + "/([\\w./-]+):([\\w.-]+)");
    private static final List<String> BODIES = List.of(
            "pipeline",
            "stages",
            "steps",
            "script",
            "environment",
            "options",
            "post",
            "always",
            "success",
            "failure",
            "unsuccessful",
            "cleanup",
            "when",
            "not",
            "anyOf",
            "allOf",
            "expression",
            "triggers",
            "parameters",
            "tools",
            "agent",
            "node",
            "timestamps",
            "parallel");
    private static final List<String> NAMED_BODIES = List.of("stage", "node", "dir", "withEnv", "retry", "lock", "ws");
    private static final List<String> HEARD = List.of(
            "sh",
            "echo",
            "junit",
            "archiveArtifacts",
            "credentials",
            "label",
            "checkout",
            "branch",
            "buildDiscarder",
            "milestone",
            "error",
            "input",
            "stash",
            "unstash",
            "cron",
            "string",
            "booleanParam",
            "agent",
            "tag");
    private static final List<String> HEARD_BY_NAME = List.of(
            "sh",
            "junit",
            "archiveArtifacts",
            "checkout",
            "string",
            "usernamePassword",
            "logRotator",
            "input",
            "stash",
            "timeout",
            "docker",
            "buildPlugin",
            "booleanParam",
            "gitopsImagePushed",
            "tag",
            "branch");
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "BRANCH_NAME", "main",
            "BUILD_NUMBER", "7",
            "TAG_NAME", "v1.5.0",
            "IMAGE", GitopsSteps.REGISTRY + "/shop/api:1.4.2");
    private static final List<String> HEARD_ALONE = List.of(
            "disableConcurrentBuilds", "buildingTag", "skipDefaultCheckout", "timestamps", "deleteDir", "buildPlugin");

    private final PipelineTestHelper helper = new PipelineTestHelper();
    private final List<String> heard = new ArrayList<>();
    private final Dock dock;
    private final GitopsSteps gitops;

    PipelineRun(Dock dock, Path sources) {
        this.dock = dock;
        this.gitops = new GitopsSteps(dock, sources);
    }

    /** Runs it, and gives what the steps of others were told. */
    List<String> run(Path folder, String text) throws IOException {
        Path script = Files.createDirectories(folder).resolve("example.groovy");
        Files.writeString(script, text);
        helper.setBaseClassloader(PipelineRun.class.getClassLoader());
        helper.setBaseScriptRoot(folder.toString());
        helper.setScriptRoots(folder.toString());
        helper.setScriptExtension("groovy");
        helper.init();
        register();
        helper.runScript("example.groovy", binding());
        return heard;
    }

    private static Binding binding() {
        Binding binding = new Binding();
        binding.setVariable("any", "any");
        binding.setVariable("none", "none");
        binding.setVariable("scm", "scm");
        binding.setVariable("env", ENVIRONMENT);
        binding.setVariable("params", Map.of());
        return binding;
    }

    private void register() {
        BODIES.forEach(name -> step(name, List.of(Closure.class), PipelineRun::body));
        NAMED_BODIES.forEach(name -> step(name, List.of(Object.class, Closure.class), PipelineRun::body));
        step("withCredentials", List.of(List.class, Closure.class), PipelineRun::body);
        step("timeout", List.of(Map.class, Closure.class), PipelineRun::body);
        HEARD.forEach(name -> step(name, List.of(Object.class), arguments -> hear(name, arguments)));
        HEARD_BY_NAME.forEach(name -> step(name, List.of(Map.class), arguments -> hear(name, arguments)));
        HEARD_ALONE.forEach(name -> step(name, List.of(), arguments -> hear(name, arguments)));
        step("gitopsImageMetadata", List.of(Map.class), told -> gitops.imageMetadata((Map<?, ?>) told[0]));
        step("gitopsImageMetadata", List.of(), told -> gitops.imageMetadata(Map.of()));
        step("gitopsNewestTag", List.of(Map.class), told -> gitops.newestTag((Map<?, ?>) told[0]));
        step("gitopsUpdateImage", List.of(Map.class), told -> gitops.updateImage((Map<?, ?>) told[0]));
        step("gitopsWaitForSync", List.of(Map.class), told -> gitops.waitForSync((Map<?, ?>) told[0]));
    }

    private static Object body(Object... arguments) {
        return ((Closure<?>) arguments[arguments.length - 1]).call();
    }

    private Object hear(String step, Object... arguments) {
        String told = arguments.length == 0 ? "" : String.valueOf(arguments[0]);
        heard.add(step + " " + told);
        Matcher pushed = PUSHED.matcher(told);
        while (step.equals("sh") && pushed.find()) {
            dock.push(pushed.group(1), pushed.group(2));
        }
        return step.equals("sh") ? "" : told;
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private void step(String name, List<Class<?>> parameters, Function<Object[], Object> work) {
        helper.registerAllowedMethod(name, (List) parameters, new Step(work));
    }

    /** A step as a closure that takes whatever it is given. */
    private static final class Step extends Closure<Object> {
        private static final long serialVersionUID = 1L;
        private final transient Function<Object[], Object> work;

        Step(Function<Object[], Object> work) {
            super(null);
            this.work = work;
        }

        @Override
        public Object call(Object... arguments) {
            return work.apply(arguments);
        }

        @Override
        public Object call() {
            return work.apply(new Object[0]);
        }

        @Override
        public Object call(Object argument) {
            return work.apply(new Object[] {argument});
        }
    }
}
