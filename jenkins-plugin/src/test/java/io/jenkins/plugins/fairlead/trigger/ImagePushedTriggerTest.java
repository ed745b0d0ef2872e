package io.jenkins.plugins.fairlead.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.image.Digest;
import hudson.model.Cause;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterDefinition;
import hudson.util.Secret;
import io.jenkins.plugins.fairlead.config.FairleadConfiguration;
import io.jenkins.plugins.fairlead.config.RegistryConfig;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ImagePushedTriggerTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    /** Two minutes, for what takes a moment. */
    private static final int WAITS = 2400;

    private EmbeddedRegistry registry;

    @BeforeEach
    void startRegistry() {
        registry = EmbeddedRegistry.start(EmbeddedRegistry.Options.open());
    }

    @AfterEach
    void stopRegistry() {
        registry.close();
    }

    private String image() {
        return registry.host() + "/shop/api";
    }

    private Digest push(String tag) {
        return registry.pushImage("shop/api", tag, Map.of("tag", tag), START);
    }

    private void know(String webhookCredentials) {
        RegistryConfig known = new RegistryConfig(registry.host());
        known.setPlainHttp(true);
        known.setAcr(true);
        known.setWebhookCredentialsId(webhookCredentials);
        FairleadConfiguration.get().setRegistries(List.of(known));
    }

    private static void await(Job<?, ?> job, String text) throws Exception {
        for (int wait = 0; wait < WAITS; wait++) {
            if (ImageChecks.get()
                    .outcome(job)
                    .filter(told -> told.getText().contains(text))
                    .isPresent()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("waited for '" + text + "' and got "
                + ImageChecks.get().outcome(job).map(CheckOutcome::getText));
    }

    /** Looks once more, until it comes to this. */
    private static void look(Job<?, ?> job, String text) throws Exception {
        CheckOutcome before = ImageChecks.get().outcome(job).orElse(null);
        ImageChecks.get().ask(job, ParameterizedJobMixIn.getTrigger(job, ImagePushedTrigger.class));
        for (int wait = 0; wait < WAITS && ImageChecks.get().outcome(job).orElse(null) == before; wait++) {
            Thread.sleep(50);
        }
        await(job, text);
    }

    @Test
    void aPipelineIsStartedOnceForEachNewVersion(JenkinsRule rule) throws Exception {
        know("");
        push("1.4.1");
        WorkflowJob job = rule.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition(
                "properties([pipelineTriggers([gitopsImagePushed(image: '" + image()
                        + "', select: 'semver:^1.4', schedule: '0 0 1 1 *')])])\n"
                        + "echo \"started for ${env.IMAGE} ${env.IMAGE_TAG} ${env.IMAGE_DIGEST}\"",
                true));
        rule.buildAndAssertSuccess(job);
        await(job, "those that come after it");

        Digest second = push("1.4.2");
        look(job, ":1.4.2@");
        rule.waitUntilNoActivity();
        WorkflowRun run = job.getLastBuild();
        assertEquals(2, run.getNumber());
        rule.assertLogContains("started for " + image() + ":1.4.2@" + second + " 1.4.2 " + second, run);
        assertEquals(
                "Started because " + image() + ":1.4.2@" + second + " was pushed",
                run.getCause(ImagePushedCause.class).getShortDescription());

        look(job, "There is nothing new");
        registry.tag("shop/api", "1.4.3", second, START.plusSeconds(60));
        look(job, ":1.4.3@" + second + ": this job was started for it before");
        push("2.0.0");
        look(job, ":1.4.3@");
        rule.waitUntilNoActivity();
        assertEquals(2, job.getLastBuild().getNumber());
    }

    @Test
    void declarativePipelinesKeepWhatTheySaw(JenkinsRule rule) throws Exception {
        know("");
        push("1.4.1");
        WorkflowJob job = rule.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition(
                "pipeline { agent none\n triggers { gitopsImagePushed(image: '" + image()
                        + "', select: 'semver:*', schedule: '0 0 1 1 *') }\n"
                        + " stages { stage('one') { steps { echo \"for ${env.IMAGE_TAG}\" } } } }",
                true));
        rule.buildAndAssertSuccess(job);
        await(job, "those that come after it");
        for (int version = 2; version <= 3; version++) {
            push("1.4." + version);
            look(job, ":1.4." + version + "@");
            rule.waitUntilNoActivity();
            assertEquals(version, job.getLastBuild().getNumber());
            rule.assertLogContains("for 1.4." + version, job.getLastBuild());
        }
        look(job, "There is nothing new");
    }

    @Test
    void aFreestyleJobWithParametersIsStartedOnceWhateverInterrupts(JenkinsRule rule) throws Exception {
        know("");
        push("1");
        FreeStyleProject job = rule.createFreeStyleProject("shop");
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("to", "dev")));
        add(job, new ImagePushedTrigger(image(), ""));
        await(job, "those that come after it");
        Path seen = job.getRootDir().toPath().resolve("fairlead-images-seen.xml");
        byte[] before = Files.readAllBytes(seen);
        push("2");
        look(job, "was started for it");
        rule.waitUntilNoActivity();
        assertEquals("dev", job.getLastBuild().getEnvironment(null).get("to"));
        assertEquals("2", job.getLastBuild().getEnvironment(null).get("IMAGE_TAG"));

        // as if Jenkins had died after the start and before it was noted
        Files.write(seen, before);
        look(job, ":2@");
        rule.waitUntilNoActivity();
        assertEquals(1, job.getLastBuild().getNumber());
    }

    @Test
    void twoVersionsInTheQueueAreTwoBuildsAndTheSameTwiceIsOne(JenkinsRule rule) throws Exception {
        know("");
        push("1");
        FreeStyleProject job = rule.createFreeStyleProject("shop");
        add(job, new ImagePushedTrigger(image(), ""));
        await(job, "those that come after it");
        rule.jenkins.setNumExecutors(0);
        push("2");
        look(job, ":2@");
        look(job, ":2@");
        push("3");
        look(job, ":3@");
        assertEquals(2, rule.jenkins.getQueue().getItems(job).size());
        rule.jenkins.setNumExecutors(2);
        rule.waitUntilNoActivity();
        assertEquals(2, job.getLastBuild().getNumber());
    }

    @Test
    void aJobThatCannotBeStartedIsStartedLater(JenkinsRule rule) throws Exception {
        know("");
        push("1");
        FreeStyleProject job = rule.createFreeStyleProject("shop");
        add(job, new ImagePushedTrigger(image(), ""));
        await(job, "those that come after it");
        push("2");
        job.disable();
        look(job, "cannot be started now");
        job.enable();
        look(job, "was started for it");
        rule.waitUntilNoActivity();
        assertEquals(1, job.getLastBuild().getNumber());
    }

    @Test
    void whatWasPushedWhileJenkinsWasDownIsCaughtUpWith(JenkinsRule rule) throws Throwable {
        know("");
        push("1");
        FreeStyleProject job = rule.createFreeStyleProject("shop");
        add(job, new ImagePushedTrigger(image(), "0 0 1 1 *"));
        job.save();
        FairleadConfiguration.get().save();
        await(job, "those that come after it");
        push("2");
        rule.restart();
        FreeStyleProject again = rule.jenkins.getItemByFullName("shop", FreeStyleProject.class);
        await(again, "was started for it");
        rule.waitUntilNoActivity();
        assertEquals("2", again.getLastBuild().getEnvironment(null).get("IMAGE_TAG"));
    }

    @Test
    void aRegistryThatFailsIsToldOfOnThePageOfTheJob(JenkinsRule rule) throws Exception {
        know("");
        FreeStyleProject job = rule.createFreeStyleProject("shop");
        add(job, new ImagePushedTrigger(image(), ""));
        await(job, "shop/api");
        assertTrue(ImageChecks.get().outcome(job).orElseThrow().isFailed());
        assertTrue(rule.createWebClient()
                .getPage(job, "gitops-image-pushed/")
                .asNormalizedText()
                .contains(registry.host()));
        push("1");
        look(job, "those that come after it");
    }

    @Test
    void theFormGivesBackWhatItWasGiven(JenkinsRule rule) throws Exception {
        push("1");
        FreeStyleProject job = rule.createFreeStyleProject("shop");
        ImagePushedTrigger trigger = new ImagePushedTrigger("contoso.azurecr.io/shop/api", "H 4 * * *");
        trigger.setSelect("semver:^1.4");
        trigger.setInclude(List.of("^1\\.", "^v1"));
        trigger.setExclude(List.of("-rc"));
        trigger.setExtract("^v(.*)$");
        trigger.setPlatforms(List.of("linux/amd64"));
        trigger.setMinAge("2h");
        add(job, trigger);
        rule.configRoundtrip(job);
        ImagePushedTrigger back = job.getTrigger(ImagePushedTrigger.class);
        rule.assertEqualDataBoundBeans(trigger, back);
        assertEquals(trigger.order(), back.order());
    }

    @Test
    void aJobThatAnOlderVersionSavedStillWaits(JenkinsRule rule) throws Exception {
        try (var saved = ImagePushedTriggerTest.class.getResourceAsStream("job-of-first-version.xml")) {
            FreeStyleProject job = (FreeStyleProject) rule.jenkins.createProjectFromXML("old", saved);
            ImagePushedTrigger trigger = job.getTrigger(ImagePushedTrigger.class);
            assertEquals("contoso.azurecr.io/shop/api", trigger.getImage());
            assertEquals("semver:^1.4", trigger.getSelect());
            assertEquals("H/15 * * * *", trigger.getSchedule());
            assertEquals(List.of("-rc"), trigger.getExclude());
        }
    }

    @Test
    void whatIsTypedIsJudgedForWhoMayConfigure(JenkinsRule rule) throws Exception {
        FreeStyleProject job = rule.createFreeStyleProject("shop");
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("author"));
        String form = job.getUrl() + "descriptorByName/" + ImagePushedTrigger.class.getName() + "/";
        for (String check : List.of(
                "checkImage?value=contoso.azurecr.io/shop/api:1.4",
                "checkImage?value=UPPER%20CASE",
                "checkSelect?value=nonsense",
                "checkSchedule?value=often")) {
            assertEquals(
                    "<div/>",
                    send(rule, "reader", form + check, HttpMethod.POST).getContentAsString(),
                    check);
            assertTrue(
                    send(rule, "author", form + check, HttpMethod.POST)
                            .getContentAsString()
                            .contains("error"),
                    check);
            assertEquals(404, send(rule, "author", form + check, HttpMethod.GET).getStatusCode(), check);
        }
        assertTrue(send(rule, "author", form + "checkImage?value=", HttpMethod.POST)
                .getContentAsString()
                .contains("Give the image with its registry"));
        String fill = form + "fillCredentialsIdItems?credentialsId=now&image=contoso.azurecr.io/shop/api";
        assertTrue(
                send(rule, "reader", fill, HttpMethod.POST).getContentAsString().contains("\"now\""));
        assertEquals(404, send(rule, "author", fill, HttpMethod.GET).getStatusCode());
    }

    private static WebResponse send(JenkinsRule rule, String user, String path, HttpMethod method) throws Exception {
        JenkinsRule.WebClient client = rule.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .login(user);
        WebRequest request = new WebRequest(new URL(rule.getURL(), path), method);
        return client.getPage(client.addCrumb(request)).getWebResponse();
    }

    @Test
    void aWebhookMakesJobsLookAtOnceAndOnlyWithItsSecretWhoeverIsSignedIn(JenkinsRule rule) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "hook", "", Secret.fromString("the-secret")));
        SystemCredentialsProvider.getInstance().save();
        know("hook");
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("author")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        push("1.4.1");
        FreeStyleProject job = rule.createFreeStyleProject("shop");
        add(job, new ImagePushedTrigger(image(), "0 0 1 1 *"));
        await(job, "those that come after it");
        push("1.4.2");
        String event = event("push", registry.host(), "shop/api", "1.4.2");

        assertEquals(403, hook(rule, null, event));
        assertEquals(403, hook(rule, "Bearer wrong", event));
        assertEquals(403, hook(rule, "the-secret", event));
        assertEquals(403, hook(rule, "Bearer the-secret", event("push", "other.azurecr.io", "shop/api", "1")));
        assertEquals(413, hook(rule, "Bearer the-secret", "\"" + "x".repeat(70_000) + "\""));
        for (String nonsense : List.of("", "{", "[]", "null", "\"text\"", "{\"request\":{\"host\":{}}}")) {
            assertEquals(400, hook(rule, "Bearer the-secret", nonsense), nonsense);
        }
        assertEquals(200, hook(rule, "Bearer the-secret", event("ping", registry.host(), "", "")));
        assertEquals(200, hook(rule, "Bearer the-secret", event("delete", registry.host(), "shop/api", "1.4.2")));
        assertEquals(202, hook(rule, "Bearer the-secret", event("push", registry.host(), "shop/web", "1.4.2")));
        rule.waitUntilNoActivity();
        assertFalse(ImageChecks.get().outcome(job).orElseThrow().getText().contains("1.4.2"));
        WebRequest get = new WebRequest(new URL(rule.getURL(), "gitops/acr-webhook"));
        get.setAdditionalHeader("Authorization", "Bearer the-secret");
        assertEquals(404, client(rule).loadWebResponse(get).getStatusCode());

        assertEquals(202, hook(rule, "Bearer the-secret", event));
        assertEquals(202, hook(rule, "Bearer the-secret", event));
        for (String user : List.of("reader", "author", "admin")) {
            assertEquals(202, hook(client(rule).login(user), rule, "Bearer the-secret", event), user);
            assertEquals(403, hook(client(rule).login(user), rule, "Bearer wrong", event), user);
            assertEquals(403, hook(client(rule).login(user), rule, null, event), user);
        }
        await(job, "1.4.2");
        rule.waitUntilNoActivity();
        assertEquals(1, job.getLastBuild().getNumber());
        Cause cause = job.getLastBuild().getCauses().get(0);
        assertTrue(cause.getShortDescription().contains(image() + ":1.4.2"));
    }

    /** As Microsoft's reference of the webhook shows it. */
    private static String event(String action, String host, String repository, String tag) {
        return "{\"id\":\"cb8c3971-9adc-488b-xxxx-43cbb4974ff5\",\"timestamp\":\"2026-01-02T03:04:05.678Z\",\"action\":\""
                + action + "\",\"target\":{\"mediaType\":\"application/vnd.docker.distribution.manifest.v2+json\","
                + "\"size\":524,\"digest\":\"sha256:" + "a".repeat(64) + "\",\"length\":524,\"repository\":\""
                + repository
                + "\",\"tag\":\"" + tag + "\"},\"request\":{\"id\":\"3cbb6949-7549-4fa1-xxxx-a6d5451dffc7\",\"host\":\""
                + host + "\",\"method\":\"PUT\",\"useragent\":\"docker/27.0\"}}";
    }

    private static JenkinsRule.WebClient client(JenkinsRule rule) {
        return rule.createWebClient().withThrowExceptionOnFailingStatusCode(false);
    }

    private static int hook(JenkinsRule rule, String authorization, String body) throws Exception {
        return hook(client(rule), rule, authorization, body);
    }

    private static int hook(JenkinsRule.WebClient client, JenkinsRule rule, String authorization, String body)
            throws Exception {
        WebRequest request = new WebRequest(new URL(rule.getURL(), "gitops/acr-webhook"), HttpMethod.POST);
        request.setAdditionalHeader("Content-Type", "application/json");
        if (authorization != null) {
            request.setAdditionalHeader("Authorization", authorization);
        }
        request.setCharset(StandardCharsets.UTF_8);
        request.setRequestBody(body);
        return client.loadWebResponse(request).getStatusCode();
    }

    private static void add(FreeStyleProject job, ImagePushedTrigger trigger) throws Exception {
        job.setQuietPeriod(0);
        job.addTrigger(trigger);
        trigger.start(job, true);
    }
}
