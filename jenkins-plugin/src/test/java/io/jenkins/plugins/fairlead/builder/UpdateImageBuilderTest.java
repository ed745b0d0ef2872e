package io.jenkins.plugins.fairlead.builder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Label;
import hudson.model.ParametersAction;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.fairlead.delivery.DeliveryAction;
import io.jenkins.plugins.fairlead.harbour.Harbour;
import io.jenkins.plugins.fairlead.harbour.Jobs;
import io.jenkins.plugins.fairlead.step.UpdateImageStep;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** {@code gitopsUpdateImage} in a freestyle job. */
@WithJenkins
class UpdateImageBuilderTest {
    @TempDir
    Path temp;

    private static UpdateImageStep step(Harbour harbour) {
        UpdateImageStep step = new UpdateImageStep(harbour.remote.path());
        step.setImage(harbour.api() + ":${VERSION}");
        step.setPaths(List.of("apps"));
        step.setRegistryCredentialsId("acr");
        return step;
    }

    @Test
    void fillsInTheVariablesOfTheBuild(JenkinsRule rule) throws Exception {
        try (Harbour harbour = new Harbour(temp)) {
            new Jobs(rule).knowing(harbour).withRegistryCredential("acr").withAgent();
            FreeStyleProject job = rule.createFreeStyleProject();
            job.setAssignedLabel(Label.get(Jobs.AWAY));
            job.addProperty(new hudson.model.ParametersDefinitionProperty(
                    new hudson.model.StringParameterDefinition("VERSION", "1.4.1")));
            job.getBuildersList().add(new UpdateImageBuilder(step(harbour)));
            job = rule.configRoundtrip(job);
            rule.assertEqualDataBoundBeans(
                    step(harbour),
                    job.getBuildersList().get(UpdateImageBuilder.class).getUpdate());
            FreeStyleBuild build = rule.assertBuildStatusSuccess(
                    job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("VERSION", "1.5.0"))));
            rule.assertLogContains("opened pull request", build);
            assertTrue(harbour.pulls().get(0).url().length() > 1);
            assertEquals(
                    "1.5.0",
                    DeliveryAction.find(build)
                            .orElseThrow()
                            .getDeliveries()
                            .get(0)
                            .getImages()
                            .get(0)
                            .getTo());
        }
    }

    /** A job as the first version of the plugin wrote it. */
    @Test
    void aJobOfTheFirstVersionIsRead(JenkinsRule rule) throws Exception {
        try (var xml = new ByteArrayInputStream(
                getClass().getResourceAsStream("first-version.xml").readAllBytes())) {
            FreeStyleProject job = (FreeStyleProject) rule.jenkins.createProjectFromXML("old", xml);
            UpdateImageStep read =
                    job.getBuildersList().get(UpdateImageBuilder.class).getUpdate();
            assertEquals("https://git.example/config.git", read.getRepo());
            assertEquals("acr.example/shop/api:1.4.1", read.getImage());
            assertEquals(List.of("apps/shop", "apps/web"), read.getPaths());
            assertEquals("github-app", read.getCredentialsId());
            assertEquals(7, read.getTimeout());
            assertTrue(read.isAutoMerge());
        }
    }
}
