package io.jenkins.plugins.fairlead.badge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.fairlead.delivery.Delivered;
import io.jenkins.plugins.fairlead.delivery.DeliveryAction;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class BadgePagesTest {
    private static final String NONE = "There is no such badge.\n";

    @Test
    void aBadgeTellsVersionAndStateOfTheNewestDelivery(JenkinsRule rule) throws Exception {
        MockFolder folder = rule.createFolder("team");
        FreeStyleProject api = folder.createProject(FreeStyleProject.class, "api");
        FreeStyleProject branch = folder.createProject(FreeStyleProject.class, "feature \u00fc");
        deliver(rule, api, "1.4.1", "prod", "merged");
        deliver(rule, api, "1.4.2", "dev", "open");
        deliver(rule, branch, "2.0.0", "dev", "closed");

        JSONObject job = json(get(rule, null, "gitops/badge/team/api.json"));
        assertEquals(
                JSONObject.fromObject("{schemaVersion: 1, label: 'api', message: '1.4.2 proposed', color: 'blue',"
                        + " style: 'flat', isError: false}"),
                job);
        assertEquals(
                "1.4.1 merged",
                json(get(rule, null, "gitops/badge/team/api.json?environment=prod")).getString("message"));
        assertEquals(
                "2.0.0 closed",
                json(get(rule, null, "gitops/badge/team/feature%20%C3%BC.json")).getString("message"));
        assertEquals(
                "2.0.0 closed", json(get(rule, null, "gitops/badge/dev.json")).getString("message"));
        assertEquals(
                "prod", json(get(rule, null, "gitops/badge/prod.json")).getString("label"));

        JSONObject worded = json(get(
                rule, null, "gitops/badge/prod.json?style=flat-square&label=on%20%7Benvironment%7D&text=v%7Bversion%7D"));
        assertEquals("on prod", worded.getString("label"));
        assertEquals("v1.4.1", worded.getString("message"));
        assertEquals("flat-square", worded.getString("style"));

        FreeStyleProject quiet = rule.createFreeStyleProject("quiet");
        rule.buildAndAssertSuccess(quiet);
        assertEquals(
                "nothing delivered", json(get(rule, null, "gitops/badge/quiet.json")).getString("message"));
    }

    @Test
    void aPictureIsSafeToEmbedAndNeverStale(JenkinsRule rule) throws Exception {
        FreeStyleProject api = rule.createFreeStyleProject("api");
        deliver(rule, api, "1.4.1", "dev", "open");
        WebResponse first = get(rule, null, "gitops/badge/api.svg?label=%3Cscript%3Ealert(1)%3C%2Fscript%3E");
        assertEquals("image/svg+xml", first.getContentType());
        assertTrue(first.getContentAsString().contains("&lt;script&gt;"));
        assertEquals("default-src 'none'", first.getResponseHeaderValue("Content-Security-Policy"));
        assertEquals("nosniff", first.getResponseHeaderValue("X-Content-Type-Options"));
        assertEquals("no-cache, no-store, must-revalidate", first.getResponseHeaderValue("Cache-Control"));

        String tag = get(rule, null, "gitops/badge/api.svg").getResponseHeaderValue("ETag");
        assertEquals(304, since(rule, tag).getStatusCode());
        deliver(rule, api, "1.4.2", "dev", "open");
        WebResponse changed = since(rule, tag);
        assertEquals(200, changed.getStatusCode());
        assertNotEquals(tag, changed.getResponseHeaderValue("ETag"));
        assertEquals(
                "application/json", get(rule, null, "gitops/badge/api.json").getContentType());
    }

    @Test
    void whoMaySeeABadge(JenkinsRule rule) throws Exception {
        deliver(rule, rule.createFreeStyleProject("shown"), "1.4.1", "dev", "open");
        deliver(rule, rule.createFreeStyleProject("hidden"), "9.9.9", "secret", "open");
        deliver(rule, rule.jenkins.getItemByFullName("hidden", FreeStyleProject.class), "9.9.8", "dev", "open");
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        MockAuthorizationStrategy rights = new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(BadgePermissions.VIEW)
                .onItems(rule.jenkins.getItem("shown"))
                .to("viewer")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin");
        rule.jenkins.setAuthorizationStrategy(rights);

        List<String> all = List.of("shown", "hidden", "dev", "secret", "missing");
        assertEquals(List.of(), seen(rule, null, all));
        assertEquals(List.of(), seen(rule, "reader", all));
        assertEquals(List.of("shown 1.4.1", "dev 1.4.1"), seen(rule, "viewer", all));
        assertEquals(
                List.of("shown 1.4.1", "hidden 9.9.8", "dev 9.9.8", "secret 9.9.9"), seen(rule, "admin", all));

        rule.jenkins.setAuthorizationStrategy(rights.grant(BadgePermissions.VIEW)
                .onItems(rule.jenkins.getItem("shown"))
                .toEveryone());
        assertEquals(List.of("shown 1.4.1", "dev 1.4.1"), seen(rule, null, all));
        assertEquals(403, get(rule, null, "job/shown/").getStatusCode());
    }

    /** Which badges somebody gets, as "name version"; every other answer must be the one for what is not there. */
    private static List<String> seen(JenkinsRule rule, String user, List<String> names) throws Exception {
        List<String> seen = new ArrayList<>();
        for (String name : names) {
            WebResponse json = get(rule, user, "gitops/badge/" + name + ".json?text=%7Bversion%7D");
            WebResponse svg = get(rule, user, "gitops/badge/" + name + ".svg");
            assertEquals(json.getStatusCode(), svg.getStatusCode());
            if (json.getStatusCode() == 200) {
                seen.add(name + " " + json(json).getString("message"));
            } else {
                assertEquals(404, json.getStatusCode());
                assertEquals(NONE, json.getContentAsString());
                assertEquals(NONE, svg.getContentAsString());
                assertNull(json.getResponseHeaderValue("ETag"));
            }
        }
        return seen;
    }

    @Test
    void nothingButBadgesIsServed(JenkinsRule rule) throws Exception {
        deliver(rule, rule.createFreeStyleProject("api"), "1.4.1", "dev", "open");
        for (String path : List.of(
                "", ".svg", ".json", "api", "api.png", "api/.svg", "..%2Fapi.svg", "%2e%2e/api.svg", "..%252Fapi.svg",
                "api.svg/x", "API.svg", "api%00.svg", "folder/..%2Fapi.svg", "a".repeat(1100) + ".svg")) {
            WebResponse response = get(rule, null, "gitops/badge/" + path);
            // Stapler itself refuses what climbs up, with an error of its own
            assertTrue(response.getStatusCode() >= 400, path + " " + response.getStatusCode());
        }
        JenkinsRule.WebClient client = rule.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        WebRequest post = new WebRequest(new URL(rule.getURL(), "gitops/badge/api.svg"), HttpMethod.POST);
        assertEquals(404, client.getPage(client.addCrumb(post)).getWebResponse().getStatusCode());
    }

    private static void deliver(JenkinsRule rule, FreeStyleProject job, String version, String to, String state)
            throws Exception {
        FreeStyleBuild run = rule.buildAndAssertSuccess(job);
        DeliveryAction.record(run, Delivered.version(version, to, state));
    }

    private static WebResponse since(JenkinsRule rule, String tag) throws Exception {
        WebRequest request = new WebRequest(new URL(rule.getURL(), "gitops/badge/api.svg"));
        request.setAdditionalHeader("If-None-Match", tag);
        return rule.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .loadWebResponse(request);
    }

    private static WebResponse get(JenkinsRule rule, String user, String path) throws Exception {
        JenkinsRule.WebClient client = rule.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        if (user != null) {
            client.login(user);
        }
        return client.loadWebResponse(new WebRequest(new URL(rule.getURL(), path)));
    }

    private static JSONObject json(WebResponse response) {
        assertEquals(200, response.getStatusCode(), response.getContentAsString());
        return JSONObject.fromObject(response.getContentAsString(StandardCharsets.UTF_8));
    }
}
