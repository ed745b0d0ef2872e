package io.jenkins.plugins.fairlead.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.fairlead.harbour.Jobs;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a person fills in is what a pipeline says, and back. */
@WithJenkins
class FormsTest {
    @Test
    void updateImage(JenkinsRule rule) throws Exception {
        new Jobs(rule).withRegistryCredential("acr");
        UpdateImageStep step = new UpdateImageStep("https://git.example/config.git");
        step.setImage("acr.example/shop/api:1.4.1");
        step.setImages(List.of("acr.example/shop/web:1", "acr.example/shop/jobs"));
        step.setConfig("fairlead.yaml");
        step.setGroups(List.of("shop"));
        step.setPaths(List.of("apps/shop", "apps/*/values.yaml"));
        step.setDigest("pinOnce");
        step.setAllowRollback(true);
        step.setReleases(List.of("acr.example/shop/api:1.3"));
        step.setEnvironment("dev");
        step.setDryRun(true);
        step.setForge("github");
        step.setApiUrl("https://git.example/api/v3");
        step.setCredentialsId("acr");
        step.setForgeCredentialsId("acr");
        step.setRegistryCredentialsId("acr");
        step.setTimeout(7);
        step.setSelect("semver:^1.4");
        step.setInclude(List.of("^1", "^2"));
        step.setExclude(List.of("rc"));
        step.setExtract("(.*)-x");
        step.setPlatforms(List.of("linux/amd64"));
        step.setMinAge("2h");
        step.setBaseBranch("release");
        step.setDelivery("commit");
        step.setTitle("Bring {images}");
        step.setMessage("Bring {images}\n\n{changes}");
        step.setLabels(List.of("images"));
        step.setReviewers(List.of("@contoso/ops", "ada"));
        step.setDraft(true);
        step.setAutoMerge(true);
        step.setMergeMethod("squash");
        step.setCommitterName("Ada");
        step.setCommitterEmail("ada@example.com");
        UpdateImageStep back = new StepConfigTester(rule).configRoundTrip(step);
        rule.assertEqualDataBoundBeans(step, back);
    }

    @Test
    void defaultsStayOutOfScripts(JenkinsRule rule) throws Exception {
        UpdateImageStep step = new UpdateImageStep("https://git.example/config.git");
        step.setImage("acr.example/shop/api:1.4.1");
        UpdateImageStep back = new StepConfigTester(rule).configRoundTrip(step);
        new SnippetizerTester(rule)
                .assertRoundTrip(
                        back,
                        "gitopsUpdateImage image: 'acr.example/shop/api:1.4.1', repo: 'https://git.example/config.git'");
    }

    @Test
    void newestTag(JenkinsRule rule) throws Exception {
        new Jobs(rule).withRegistryCredential("acr");
        NewestTagStep step = new NewestTagStep("acr.example/shop/api");
        step.setSelect("semver:^1.4");
        step.setCredentialsId("acr");
        step.setExclude(List.of("rc", "beta"));
        rule.assertEqualDataBoundBeans(step, new StepConfigTester(rule).configRoundTrip(step));
        new SnippetizerTester(rule)
                .assertRoundTrip(
                        step,
                        "gitopsNewestTag credentialsId: 'acr', exclude: ['rc', 'beta'], image: 'acr.example/shop/api',"
                                + " select: 'semver:^1.4'");
    }

    @Test
    void imageMetadata(JenkinsRule rule) throws Exception {
        ImageMetadataStep step = new ImageMetadataStep();
        step.setRepository("acr.example/shop/api");
        step.setTemplates(List.of("<semver>", "<sha7>"));
        step.setFolder("service");
        rule.assertEqualDataBoundBeans(step, new StepConfigTester(rule).configRoundTrip(step));
        new SnippetizerTester(rule).assertRoundTrip(new ImageMetadataStep(), "gitopsImageMetadata()");
    }

    @Test
    void waitForSync(JenkinsRule rule) throws Exception {
        WaitForSyncStep step = new WaitForSyncStep("12");
        step.setRepo("https://git.example/config.git");
        step.setEnvironment("dev");
        step.setTimeout(20);
        step.setContexts(List.of("fairlead/*"));
        WaitForSyncStep back = new StepConfigTester(rule).configRoundTrip(step);
        assertEquals("12", back.getPullRequest());
        assertEquals(20, back.getTimeout());
        assertEquals(List.of("fairlead/*"), back.getContexts());
        new SnippetizerTester(rule)
                .assertRoundTrip(
                        back,
                        "gitopsWaitForSync contexts: ['fairlead/*'], environment: 'dev', pullRequest: '12',"
                                + " repo: 'https://git.example/config.git', timeout: 20");
    }

    /** A field without help is one that its reader has to guess. */
    @Test
    void everyFieldHasHelp(JenkinsRule rule) {
        Set<String> without = new TreeSet<>();
        for (Class<? extends Step> type :
                List.of(UpdateImageStep.class, NewestTagStep.class, ImageMetadataStep.class, WaitForSyncStep.class)) {
            for (DescribableParameter parameter : new DescribableModel<>(type).getParameters()) {
                if (!helped(type, parameter.getName())) {
                    without.add(type.getSimpleName() + "." + parameter.getName());
                }
            }
        }
        assertEquals(Set.of(), without);
    }

    private static boolean helped(Class<?> type, String field) {
        for (Class<?> c = type; c != Step.class; c = c.getSuperclass()) {
            if (c.getResource("/" + c.getName().replace('.', '/') + "/help-" + field + ".html") != null) {
                return true;
            }
        }
        return false;
    }
}
