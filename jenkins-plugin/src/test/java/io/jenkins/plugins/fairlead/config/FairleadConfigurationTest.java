package io.jenkins.plugins.fairlead.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import dev.fairlead.demo.registry.Account;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import hudson.XmlFile;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.fairlead.access.Limits;
import io.jenkins.plugins.fairlead.access.RegistryEntry;
import io.jenkins.plugins.fairlead.access.Settings;
import io.jenkins.plugins.fairlead.harbour.GitHubHarbour;
import java.io.File;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class FairleadConfigurationTest {
    @Test
    void thePageGivesBackWhatItWasGiven(JenkinsRule rule) throws Exception {
        addUser("acr");
        addUser("github-app");
        addSecret("hook", "s3cret-of-the-hook");
        RegistryConfig registry = new RegistryConfig("Contoso.azurecr.io");
        registry.setCredentialsId("acr");
        registry.setAcr(true);
        registry.setPlainHttp(true);
        registry.setWebhookCredentialsId("hook");
        RepositoryConfig repository = new RepositoryConfig("https://github.com/contoso");
        repository.setCredentialsId("github-app");
        repository.setForgeCredentialsId("acr");
        repository.setForge("github");
        repository.setApiUrl("https://api.contoso.example");
        FairleadConfiguration settings = FairleadConfiguration.get();
        settings.setRegistries(List.of(registry));
        settings.setRepositories(List.of(repository));
        settings.setEntraAuthority("https://login.chinacloudapi.cn");
        settings.setMinutes(3);
        settings.setOnController(2);
        settings.setDiffCharacters(0);
        settings.setPollSeconds(9);
        String before = written(settings);

        rule.configRoundtrip();

        assertEquals(before, written(FairleadConfiguration.get()));
        assertEquals(new Limits(3, 2, 0, 9), Settings.current().limits());
    }

    @Test
    void entriesThatAreTakenOffThePageAreGone(JenkinsRule rule) throws Exception {
        FairleadConfiguration settings = FairleadConfiguration.get();
        settings.setRegistries(List.of(new RegistryConfig("contoso.azurecr.io")));
        rule.submit(emptied(rule));
        assertEquals(List.of(), FairleadConfiguration.get().getRegistries());
    }

    private static org.htmlunit.html.HtmlForm emptied(JenkinsRule rule) throws Exception {
        var page = rule.createWebClient().goTo("configure");
        var host = (org.htmlunit.html.HtmlElement) page.getFirstByXPath("//input[@value='contoso.azurecr.io']");
        var chunk = (org.htmlunit.html.HtmlElement)
                host.getFirstByXPath("ancestor::div[contains(@class,'repeated-chunk')][1]");
        var delete = (org.htmlunit.html.HtmlElement)
                chunk.getFirstByXPath(".//button[contains(@class,'repeatable-delete')]");
        delete.click();
        page.getWebClient().waitForBackgroundJavaScript(2000);
        return page.getFormByName("config");
    }

    @Test
    void whatAnOlderVersionSavedIsRead(JenkinsRule rule) throws Exception {
        File file = new File(rule.jenkins.getRootDir(), FairleadConfiguration.class.getName() + ".xml");
        try (var old = FairleadConfigurationTest.class.getResourceAsStream("saved-by-first-version.xml")) {
            Files.write(file.toPath(), old.readAllBytes());
        }
        FairleadConfiguration settings = FairleadConfiguration.get();
        settings.load();
        assertEquals(List.of(new RegistryEntry("contoso.azurecr.io", "acr", false, true)), settings.registryEntries());
        assertEquals(
                "https://github.com/contoso",
                settings.repositoryEntries().get(0).url());
        assertEquals(new Limits(15, 8, 65_536, 60), settings.limits());
    }

    @Test
    void aRegistryIsVerifiedAsStepsWouldAskIt(JenkinsRule rule) throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(EmbeddedRegistry.Options.acr(
                new Account("jenkins", "the-password", Set.of("pull", "metadata_read"))))) {
            registry.pushImage("shop/api", "1.4.2", Map.of(), Instant.parse("2026-01-02T03:04:05Z"));
            addUser("acr");
            FairleadConfiguration.get()
                    .setCertificateAuthorities(registry.caPem().orElseThrow());
            var form = new RegistryConfig.DescriptorImpl();
            FormValidation right = form.doVerify(registry.host(), "acr", false, true, "shop/api");
            assertEquals("The registry answers: the newest tag is 1.4.2.", right.getMessage());
            FormValidation wrong = form.doVerify(registry.host(), "", false, true, "shop/api");
            assertEquals(FormValidation.Kind.ERROR, wrong.kind);
            assertFalse(wrong.getMessage().contains("the-password"));
        }
    }

    @Test
    void aConfigRepositoryIsVerifiedAsStepsWouldReadIt(JenkinsRule rule, @TempDir Path temp) throws Exception {
        try (GitHubHarbour github = new GitHubHarbour(temp)) {
            addUser("wrong");
            SystemCredentialsProvider.getInstance()
                    .getCredentials()
                    .add(new UsernamePasswordCredentialsImpl(
                            CredentialsScope.GLOBAL, "app", "", GitHubHarbour.USER, GitHubHarbour.TOKEN));
            var form = new RepositoryConfig.DescriptorImpl();
            String owner = github.url().replaceFirst("/[^/]*$", "");
            assertEquals(
                    "The repository answers: its default branch is main.",
                    form.doVerify(github.url(), "app", "").getMessage());
            assertEquals(
                    "The repository answers: its default branch is main.",
                    form.doVerify(owner, "app", github.url()).getMessage());
            FormValidation wrong = form.doVerify(github.url(), "wrong", "");
            assertEquals(FormValidation.Kind.ERROR, wrong.kind);
            assertFalse(wrong.getMessage().contains("the-password"));
            FormValidation missing = form.doVerify(github.url(), "deleted", "");
            assertTrue(missing.getMessage().contains("Jenkins has none with this id"), missing.getMessage());
        }
    }

    /** A credential is shown to no server but those that it was typed for. */
    @Test
    void onlyARepositoryOfTheEntryIsTried(JenkinsRule rule) {
        var form = new RepositoryConfig.DescriptorImpl();
        FormValidation told =
                form.doVerify("https://git.example/contoso", "app", "https://elsewhere.example/contoso/config");
        assertEquals(FormValidation.Kind.ERROR, told.kind);
        assertTrue(told.getMessage().startsWith("This is not one of the repositories"), told.getMessage());
        assertEquals(FormValidation.Kind.ERROR, form.doVerify("file:///srv/config", "app", "").kind);
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUpOn(JenkinsRule rule) {
        Semaphore ended = new Semaphore(0);
        FormValidation told = Tried.within(
                () -> {
                    try {
                        new Semaphore(0).acquire();
                        return "never";
                    } finally {
                        ended.release();
                    }
                },
                1);
        ended.acquireUninterruptibly();
        assertEquals("There was no answer within 1 seconds.", told.getMessage());
    }

    @Test
    void onlyAdministratorsAreAnswered(JenkinsRule rule) throws Exception {
        addUser("acr");
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("reader")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        String registry = "descriptorByName/" + RegistryConfig.class.getName() + "/";
        String repository = "descriptorByName/" + RepositoryConfig.class.getName() + "/";
        String settings = "descriptorByName/" + FairleadConfiguration.class.getName() + "/";
        assertEquals(403, post(rule, "reader", registry + "verify?host=127.0.0.1:1&verifyWith="));
        assertEquals(200, post(rule, "admin", registry + "verify?host=127.0.0.1:1&verifyWith="));
        assertEquals(404, get(rule, "admin", registry + "verify?host=127.0.0.1:1&verifyWith="));
        assertEquals(403, post(rule, "reader", repository + "verify?url=nonsense&verifyWith="));
        assertEquals(200, post(rule, "admin", repository + "verify?url=nonsense&verifyWith="));
        assertEquals(404, get(rule, "admin", repository + "verify?url=nonsense&verifyWith="));
        for (String check : List.of(
                registry + "checkHost?value=a/b",
                registry + "checkCredentialsId?value=missing&host=contoso.azurecr.io",
                repository + "checkUrl?value=nonsense",
                repository + "checkApiUrl?value=nonsense",
                repository + "checkCredentialsId?value=missing&url=https://github.com/contoso",
                repository + "checkForgeCredentialsId?value=missing&url=https://github.com/contoso",
                settings + "checkCertificateAuthorities?value=nonsense",
                settings + "checkEntraAuthority?value=nonsense",
                settings + "checkMinutes?value=0",
                settings + "checkOnController?value=0",
                settings + "checkDiffCharacters?value=-1",
                settings + "checkPollSeconds?value=0")) {
            assertEquals("<div/>", body(rule, "reader", check), check);
            assertTrue(body(rule, "admin", check).contains("error"), check);
            assertEquals(404, get(rule, "admin", check), check);
        }
        for (String fill : List.of(
                registry + "fillCredentialsIdItems?credentialsId=now&host=contoso.azurecr.io",
                registry + "fillWebhookCredentialsIdItems?webhookCredentialsId=now",
                repository + "fillCredentialsIdItems?credentialsId=now&url=https://github.com/contoso",
                repository + "fillForgeCredentialsIdItems?forgeCredentialsId=now&url=https://github.com/contoso")) {
            String told = body(rule, "reader", fill);
            assertTrue(told.contains("\"now\"") && !told.contains("acr (") && !told.contains("\"acr\""), told);
            assertEquals(404, get(rule, "admin", fill), fill);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "contoso.azurecr.io, OK", "127.0.0.1:5000, OK", "localhost, OK", "https://contoso.azurecr.io, ERROR",
        "contoso.azurecr.io/shop, ERROR", "'', ERROR", "user@host, ERROR", "a..b\"><script>, ERROR"
    })
    void hosts(String value, FormValidation.Kind kind) {
        assertEquals(kind, SettingChecks.host(value).kind);
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/contoso/config.git, OK",
        "git@github.com:contoso/config.git, OK",
        "ssh://git@github.com/contoso/config.git, OK",
        "https://user:secret@github.com/a/b, ERROR",
        "file:///srv/config, ERROR",
        "/srv/config, ERROR",
        "'', ERROR",
        "javascript:alert(1), ERROR"
    })
    void addressesOfGit(String value, FormValidation.Kind kind) {
        assertEquals(kind, SettingChecks.gitAddress(value).kind);
    }

    @Test
    void aWebhookIsKnownByItsSecretAlone(JenkinsRule rule) throws Exception {
        addSecret("one", "first-secret");
        addSecret("two", "second-secret");
        FairleadConfiguration.get()
                .setRegistries(List.of(hook("a.azurecr.io", "one"), hook("b.azurecr.io", "two"), hook("c.io", "gone")));
        assertEquals(Set.of("a.azurecr.io"), WebhookSecrets.hostsThatSend("first-secret"));
        assertEquals(Set.of("b.azurecr.io"), WebhookSecrets.hostsThatSend("second-secret"));
        assertEquals(Set.of(), WebhookSecrets.hostsThatSend("first-secre"));
        assertEquals(Set.of(), WebhookSecrets.hostsThatSend(""));
    }

    private static RegistryConfig hook(String host, String secret) {
        RegistryConfig registry = new RegistryConfig(host);
        registry.setWebhookCredentialsId(secret);
        return registry;
    }

    private static void addUser(String id) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, id, "", "jenkins", "the-password"));
        SystemCredentialsProvider.getInstance().save();
    }

    private static void addSecret(String id, String text) throws Exception {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            SystemCredentialsProvider.getInstance()
                    .getCredentials()
                    .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString(text)));
            SystemCredentialsProvider.getInstance().save();
        }
    }

    private static String written(FairleadConfiguration settings) throws Exception {
        settings.save();
        File file = new File(Jenkins.get().getRootDir(), FairleadConfiguration.class.getName() + ".xml");
        return new XmlFile(file).asString();
    }

    private static int post(JenkinsRule rule, String user, String path) throws Exception {
        return response(rule, user, path, HttpMethod.POST).getStatusCode();
    }

    private static int get(JenkinsRule rule, String user, String path) throws Exception {
        return response(rule, user, path, HttpMethod.GET).getStatusCode();
    }

    private static String body(JenkinsRule rule, String user, String path) throws Exception {
        return response(rule, user, path, HttpMethod.POST).getContentAsString(StandardCharsets.UTF_8);
    }

    private static org.htmlunit.WebResponse response(JenkinsRule rule, String user, String path, HttpMethod method)
            throws Exception {
        JenkinsRule.WebClient client = rule.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .login(user);
        WebRequest request = new WebRequest(new URL(rule.getURL(), path), method);
        return client.getPage(client.addCrumb(request)).getWebResponse();
    }
}
