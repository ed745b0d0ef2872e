package io.jenkins.plugins.fairlead.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hudson.model.FreeStyleBuild;
import hudson.util.Secret;
import io.jenkins.plugins.fairlead.config.FairleadConfiguration;
import io.jenkins.plugins.fairlead.config.RepositoryConfig;
import io.jenkins.plugins.fairlead.connect.Servers;
import io.jenkins.plugins.fairlead.delivery.Delivered;
import io.jenkins.plugins.fairlead.delivery.DeliveryAction;
import io.jenkins.plugins.fairlead.delivery.DeliveryState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class PullRequestStatesTest {
    private static final String MERGED = """
            {"number": 7, "node_id": "PR_7", "html_url": "https://github.com/contoso/config/pull/7", "state": "closed",
             "title": "T", "body": "B", "draft": false, "user": {"login": "bot"},
             "head": {"ref": "b", "sha": "1111111111111111111111111111111111111111", "repo": {"id": 1}},
             "base": {"ref": "main", "repo": {"id": 1}}, "created_at": "2026-03-01T00:00:00Z",
             "updated_at": "2026-03-01T00:00:00Z", "closed_at": "2026-03-01T01:00:00Z",
             "merged_at": "2026-03-01T01:00:00Z", "merge_commit_sha": "2222222222222222222222222222222222222222",
             "labels": [], "requested_reviewers": [], "requested_teams": [], "assignees": []}""";

    @Test
    void whoLooksWaitsForNobodyAndTheNextLookShowsTheAnswer(JenkinsRule rule) throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Set<String> signedInBy = ConcurrentHashMap.newKeySet();
        HttpServer forge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        forge.setExecutor(Executors.newCachedThreadPool());
        forge.createContext("/", exchange -> {
            try (exchange) {
                mayAnswer.await();
                signedInBy.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                answer(exchange, asked);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        forge.start();
        try {
            know("http://127.0.0.1:" + forge.getAddress().getPort());
            FreeStyleBuild run = rule.buildAndAssertSuccess(rule.createFreeStyleProject("shop"));
            DeliveryAction.record(run, Delivered.version("1.4.2", "dev", "open"));
            DeliveryAction.remember(
                    run,
                    "https://github.com/contoso/config",
                    new Servers("https://github.com/contoso/config", null, null).signedInBy("token", null));

            for (int look = 0; look < 3; look++) {
                String first = rule.createWebClient().getPage(run, "gitops/").asNormalizedText();
                assertTrue(first.contains("proposed"), first);
            }
            mayAnswer.countDown();
            while (state(run) != DeliveryState.MERGED) {
                Thread.sleep(50);
            }
            String next = rule.createWebClient().getPage(run, "gitops/").asNormalizedText();
            assertTrue(next.contains("merged"), next);
            assertEquals(1, asked.get());
            assertTrue(signedInBy.stream().allMatch(header -> header.contains("the-token")), signedInBy::toString);
        } finally {
            forge.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, AtomicInteger asked) throws IOException {
        boolean pull = exchange.getRequestURI().getPath().endsWith("/pulls/7");
        if (pull) {
            asked.incrementAndGet();
        }
        byte[] body = (pull ? MERGED : "{\"id\": 1, \"name\": \"config\", \"full_name\": \"contoso/config\", \"owner\": {\"login\": \"contoso\"}}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void know(String api) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "", Secret.fromString("the-token")));
        SystemCredentialsProvider.getInstance().save();
        RepositoryConfig repository = new RepositoryConfig("https://github.com/contoso");
        repository.setForge("github");
        repository.setApiUrl(api);
        FairleadConfiguration.get().setRepositories(List.of(repository));
    }

    private static DeliveryState state(FreeStyleBuild run) {
        return DeliveryState.of(
                DeliveryAction.find(run).orElseThrow().getDeliveries().get(0));
    }
}
