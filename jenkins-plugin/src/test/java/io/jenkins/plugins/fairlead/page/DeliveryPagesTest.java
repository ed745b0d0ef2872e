package io.jenkins.plugins.fairlead.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.fairlead.delivery.BuiltImage;
import io.jenkins.plugins.fairlead.delivery.Delivered;
import io.jenkins.plugins.fairlead.delivery.DeliveryAction;
import io.jenkins.plugins.fairlead.delivery.DeliveryIndex;
import io.jenkins.plugins.fairlead.delivery.PullRequestLink;
import java.net.URL;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class DeliveryPagesTest {
    @Test
    void aRunShowsItsImagePullRequestAndDiff(JenkinsRule rule) throws Exception {
        FreeStyleBuild run = rule.buildAndAssertSuccess(rule.createFreeStyleProject("shop"));
        DeliveryAction.record(
                run,
                new BuiltImage("contoso.azurecr.io/shop/api:1.4.2", List.of("1.4.2", "1.4"), Map.of(), "0123abc"));
        DeliveryAction.record(run, Delivered.version("1.4.2", "dev", "merged"));
        JenkinsRule.WebClient client = rule.createWebClient();

        HtmlPage main = client.getPage(run);
        assertEquals(
                Delivered.PULL_REQUEST,
                main.getAnchorByText("#7 Update <api>").getHrefAttribute());
        HtmlPage page = main.getAnchorByText("GitOps delivery").click();

        String text = page.asNormalizedText();
        assertTrue(text.contains("contoso.azurecr.io/shop/api:1.4.2"), text);
        assertTrue(text.contains("merged"), text);
        assertTrue(text.contains("it is <newer>"), text);
        assertTrue(text.contains("it is <b>templated</b>"), text);
        assertTrue(text.contains("+# <script>alert(1)</script>"), text);
        assertEquals(
                "+image: shop/api:1.4.2",
                page.querySelectorAll(".fairlead-diff-added").get(0).getTextContent());
        assertEquals(
                "--- a/apps/api.yaml",
                page.querySelectorAll(".fairlead-diff-file").get(0).getTextContent());
        assertEquals(0, page.querySelectorAll("#main-panel script:not([src])").size());
        assertEquals(0, page.querySelectorAll("#main-panel [style]").size());
    }

    @Test
    void aJobShowsItsVersionsNewestFirstAndABoundedPartOfThem(JenkinsRule rule) throws Exception {
        FreeStyleProject job = rule.createFreeStyleProject("shop");
        JenkinsRule.WebClient client = rule.createWebClient();
        rule.buildAndAssertSuccess(job);
        assertNull(job.getAction(JobDeliveries.class));
        for (int build = 2; build <= JobDeliveries.BUILDS + 2; build++) {
            FreeStyleBuild run = rule.buildAndAssertSuccess(job);
            if (build % 10 == 2) {
                DeliveryAction.record(run, Delivered.version("1.4." + build, "dev", "merged"));
            }
        }

        HtmlPage page = client.getPage(job).getAnchorByText("GitOps deliveries").click();
        assertEquals(
                List.of("1.4.52", "1.4.42", "1.4.32", "1.4.22", "1.4.12"),
                page.querySelectorAll("#main-panel tbody td:nth-child(4)").stream()
                        .map(cell -> cell.getTextContent().strip())
                        .toList());
        HtmlPage older = page.getAnchorByText("Older builds").click();
        assertEquals(
                List.of("1.4.2"),
                older.querySelectorAll("#main-panel tbody td:nth-child(4)").stream()
                        .map(cell -> cell.getTextContent().strip())
                        .toList());
        HtmlPage nonsense = client.getPage(job, "gitops/?before=x");
        assertTrue(nonsense.asNormalizedText().contains("1.4.52"));
    }

    @Test
    void pipelinesHaveThePagesToo(JenkinsRule rule) throws Exception {
        WorkflowJob job = rule.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("echo 'one'", true));
        WorkflowRun run = rule.buildAndAssertSuccess(job);
        DeliveryAction.record(run, Delivered.version("1.4.2", "dev", "merged"));
        JenkinsRule.WebClient client = rule.createWebClient();
        HtmlPage page = client.getPage(job).getAnchorByText("GitOps deliveries").click();
        HtmlPage ofRun = page.getAnchorByHref(rule.contextPath + "/" + run.getUrl() + "gitops/").click();
        assertTrue(ofRun.asNormalizedText().contains("+image: shop/api:1.4.2"));
        assertEquals(List.of("shop"), DeliveryIndex.get().jobsOf("dev"));
    }

    @Test
    void onlyWhoMayReadTheJobGetsThere(JenkinsRule rule) throws Exception {
        FreeStyleProject job = rule.createFreeStyleProject("shop");
        FreeStyleBuild run = rule.buildAndAssertSuccess(job);
        DeliveryAction.record(run, Delivered.version("1.4.2", "dev", "merged"));
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("stranger", "discoverer", "reader")
                .grant(Item.DISCOVER)
                .everywhere()
                .to("discoverer")
                .grant(Item.READ)
                .everywhere()
                .to("reader"));
        for (String path : List.of(run.getUrl() + "gitops/", job.getUrl() + "gitops/")) {
            assertEquals(403, status(rule, null, path), path);
            assertEquals(404, status(rule, "stranger", path), path);
            assertEquals(403, status(rule, "discoverer", path), path);
            assertEquals(200, status(rule, "reader", path), path);
        }
    }

    private static int status(JenkinsRule rule, String user, String path) throws Exception {
        JenkinsRule.WebClient client =
                rule.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        if (user != null) {
            client.login(user);
        }
        return client.loadWebResponse(new WebRequest(new URL(rule.getURL(), path)))
                .getStatusCode();
    }

    @Test
    void onlyAddressesOfTheWebBecomeLinks(JenkinsRule rule) throws Exception {
        FreeStyleBuild run = rule.buildAndAssertSuccess(rule.createFreeStyleProject("shop"));
        DeliveryAction.record(run, Delivered.version("1.4.2", "dev", "merged"));
        DeliveryAction.update(
                run,
                Delivered.PULL_REQUEST,
                delivery -> delivery.reached(
                        "merged", "text", new PullRequestLink("7", "javascript:alert(1)", "merged", "Evil", null)));
        HtmlPage page = rule.createWebClient().getPage(run, "gitops/");
        assertTrue(page.asNormalizedText().contains("#7 Evil"));
        assertFalse(page.asXml().contains("javascript:alert"));
    }

    @Test
    void theIndexOutlivesARestartAndFollowsJobs(JenkinsRule rule) throws Throwable {
        FreeStyleProject job = rule.createFreeStyleProject("shop");
        FreeStyleBuild first = rule.buildAndAssertSuccess(job);
        DeliveryAction.record(first, Delivered.version("1.4.2", "dev", "merged"));
        FreeStyleBuild second = rule.buildAndAssertSuccess(job);
        DeliveryAction.record(second, Delivered.version("1.4.3", "prod", "open"));
        DeliveryAction.record(second, Delivered.dryRun("1.5.0", "dev"));
        rule.restart();

        job = rule.jenkins.getItemByFullName("shop", FreeStyleProject.class);
        assertEquals(List.of("shop"), DeliveryIndex.get().jobsOf("dev"));
        assertEquals(List.of("1.4.2"), DeliveryIndex.get().newestOf(job, "dev").orElseThrow().versions());
        assertEquals(List.of("1.4.3"), DeliveryIndex.get().newestOf(job, "").orElseThrow().versions());
        job.renameTo("store");
        assertEquals(List.of("store"), DeliveryIndex.get().jobsOf("dev"));
        job.getBuildByNumber(2).delete();
        assertEquals(List.of("1.4.2"), DeliveryIndex.get().newestOf(job, "").orElseThrow().versions());
        job.delete();
        assertEquals(List.of(), DeliveryIndex.get().jobsOf("dev"));
    }
}
