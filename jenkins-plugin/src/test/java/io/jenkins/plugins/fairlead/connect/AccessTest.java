package io.jenkins.plugins.fairlead.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import dev.fairlead.pipeline.access.Access;
import dev.fairlead.pipeline.access.Login;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.ProxyConfiguration;
import hudson.model.FreeStyleProject;
import hudson.model.Label;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.fairlead.access.RegistryEntry;
import io.jenkins.plugins.fairlead.access.RepositoryEntry;
import io.jenkins.plugins.fairlead.access.Settings;
import io.jenkins.plugins.fairlead.harbour.Jobs;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.gitclient.GitHostKeyVerificationConfiguration;
import org.jenkinsci.plugins.gitclient.verifier.AcceptFirstConnectionStrategy;
import org.jenkinsci.plugins.gitclient.verifier.ManuallyProvidedKeyVerificationStrategy;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who a step is to each server, and by which way it goes there. */
@WithJenkins
class AccessTest {
    private static final Servers CONFIG = new Servers("https://git.example/contoso/config.git", "", "");

    private JenkinsRule rule;
    private Run<?, ?> run;

    @BeforeEach
    void start(JenkinsRule jenkins) throws Exception {
        rule = jenkins;
        run = rule.buildAndAssertSuccess(rule.createFreeStyleProject());
        for (String id : List.of("own", "theirs", "forge", "registry")) {
            new Jobs(rule).with(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, id, "", id, "s3cret"));
        }
    }

    private Access access(Servers servers, FilePath workspace, String... images) throws Exception {
        return resolved(servers, workspace, AskedRegistries.of(List.of(images))).access(Path.of("cache"));
    }

    private ResolvedAccess resolved(Servers servers, FilePath workspace, AskedRegistries asked) throws Exception {
        Place place = Place.of(workspace, new EnvVars("BUILD_NUMBER", "7"));
        return new AccessResolver(run, place).resolve(servers, asked);
    }

    private FilePath agent() throws Exception {
        FreeStyleProject job = rule.createFreeStyleProject();
        rule.createOnlineSlave(Label.get("away"));
        job.setAssignedLabel(Label.get("away"));
        return rule.buildAndAssertSuccess(job).getWorkspace();
    }

    private void registries(RegistryEntry... entries) {
        new Jobs(rule).settings(new Settings() {
            @Override
            public List<RegistryEntry> registryEntries() {
                return List.of(entries);
            }
        });
    }

    private static String user(Login login) {
        return assertInstanceOf(Login.Password.class, login).user();
    }

    @Test
    void theStepsCredentialComesBeforeTheSettings() throws Exception {
        new Jobs(rule).settings(new Settings() {
            @Override
            public List<RepositoryEntry> repositoryEntries() {
                return List.of(
                        new RepositoryEntry("https://git.example", "own", "", "", ""),
                        new RepositoryEntry("https://git.example/contoso", "theirs", "forge", "github", ""));
            }

            @Override
            public List<RegistryEntry> registryEntries() {
                return List.of(new RegistryEntry("acr.example", "registry", false, false));
            }
        });
        Access settings = access(CONFIG, null, "acr.example/shop/api:1");
        assertEquals("theirs", user(settings.git()));
        assertEquals("forge", user(settings.forge()));
        assertEquals("registry", user(settings.registries().get("acr.example")));
        Access own = access(CONFIG.signedInBy("own", ""), null);
        assertEquals("own", user(own.git()));
        assertEquals("own", user(own.forge()));
        Access registry = access(CONFIG.askingRegistriesBy("own"), null, "acr.example/shop/api:1", "nginx");
        assertEquals("own", user(registry.registries().get("acr.example")));
        assertEquals("own", user(registry.registries().get("docker.io")));
    }

    @Test
    void onlyTheRegistriesOfTheStepsImagesHaveToBeThere() throws Exception {
        registries(
                new RegistryEntry("acr.example", "registry", false, false),
                new RegistryEntry("gone.example", "deleted", false, false));
        assertEquals(
                Set.of("acr.example"),
                access(CONFIG, null, "ACR.example/shop/api:1").registries().keySet());
        assertEquals(Map.of(), access(CONFIG, null).registries());
        AbortException missing =
                assertThrows(AbortException.class, () -> access(CONFIG, null, "acr.example/a:1", "gone.example/b:1"));
        assertTrue(
                missing.getMessage().startsWith("credential 'deleted': Fairlead's settings name it for gone.example"));
    }

    @Test
    void theStepsOwnCredentialNeedsNoneOfTheSettings() throws Exception {
        registries(new RegistryEntry("gone.example", "deleted", false, false));
        Access access = access(CONFIG.askingRegistriesBy("own"), null, "gone.example/b:1");
        assertEquals("own", user(access.registries().get("gone.example")));
    }

    /** An agent may be somebody to that registry, and nobody asked for that. */
    @Test
    void aConfigurationsRegistryWithoutItsCredentialIsAskedByNobody() throws Exception {
        registries(
                new RegistryEntry("acr.example", "registry", false, false),
                new RegistryEntry("gone.example", "deleted", false, false));
        ResolvedAccess resolved =
                resolved(CONFIG, agent(), AskedRegistries.ofConfiguration(List.of("acr.example/shop/api")));
        Map<String, Login> logins = resolved.access(Path.of("cache")).registries();
        assertEquals("registry", user(logins.get("acr.example")));
        assertInstanceOf(Login.Nobody.class, logins.get("gone.example"));
        assertEquals(
                List.of("gone.example is asked without signing in: credential 'deleted': Fairlead's settings name it"
                        + " for gone.example, and Jenkins has none with this id; correct the settings"),
                resolved.notes());
    }

    @Test
    void aCredentialOfAKindThatRegistriesDoNotKnowIsLikeAMissingOne() throws Exception {
        new Jobs(rule)
                .with(new StringCredentialsImpl(CredentialsScope.GLOBAL, "text", "", Secret.fromString("s3cret")));
        registries(new RegistryEntry("acr.example", "text", false, false));
        assertThrows(AbortException.class, () -> access(CONFIG, null, "acr.example/shop/api:1"));
        ResolvedAccess resolved = resolved(CONFIG, null, AskedRegistries.ofConfiguration(List.of()));
        Map<String, Login> logins = resolved.access(Path.of("cache")).registries();
        assertInstanceOf(Login.Nobody.class, logins.get("acr.example"));
        assertTrue(
                resolved.notes().get(0).contains("neither a secret text nor an SSH key"),
                resolved.notes().get(0));
    }

    @Test
    void aCredentialForNoImageIsToldOf() throws Exception {
        ResolvedAccess resolved =
                resolved(CONFIG.askingRegistriesBy("own"), null, AskedRegistries.ofConfiguration(List.of()));
        assertEquals(Map.of(), resolved.access(Path.of("cache")).registries());
        assertTrue(resolved.notes().get(0).startsWith("registryCredentialsId: the step names no image"));
    }

    /** Every job could borrow the controller's own identity otherwise. */
    @Test
    void onTheControllerAStepIsNobodyOfItsOwn() throws Exception {
        Access access = access(CONFIG, null);
        assertInstanceOf(Login.Nobody.class, access.git());
        assertInstanceOf(Login.Nobody.class, access.registry());
        assertFalse(access.local());
    }

    @Test
    void onAnAgentAStepIsTheAgent() throws Exception {
        Place place = Place.of(agent(), new EnvVars("BUILD_NUMBER", "7"));
        Access access = new AccessResolver(run, place)
                .resolve(CONFIG, AskedRegistries.NONE)
                .access(Path.of(place.getCache()));
        assertInstanceOf(Login.Machine.class, access.git());
        assertInstanceOf(Login.Machine.class, access.registry());
        assertTrue(access.local());
        assertEquals("7", access.environment().get("BUILD_NUMBER"));
        assertTrue(access.environment().containsKey("PATH"));
        assertFalse(access.cache().startsWith(rule.jenkins.getRootDir().toPath().resolve("caches")));
    }

    @Test
    void jenkinsProxyIsTheWay() throws Exception {
        rule.jenkins.setProxy(new ProxyConfiguration("proxy.example", 3128, null, null, "*.example.com\n10.0.0.1"));
        Access access = access(CONFIG, null);
        assertEquals(
                Optional.of(URI.create("http://proxy.example:3128")),
                access.network().proxy());
        assertEquals(List.of("*.example.com", "10.0.0.1"), access.network().noProxy());
    }

    @Test
    void hostKeysThatAdministratorsGaveAreTheOnesThatCount() throws Exception {
        GitHostKeyVerificationConfiguration configuration = GitHostKeyVerificationConfiguration.get();
        configuration.setSshHostKeyVerificationStrategy(
                new ManuallyProvidedKeyVerificationStrategy("git.example ssh-ed25519 AAAA"));
        assertEquals(
                Optional.of("git.example ssh-ed25519 AAAA\n"),
                access(CONFIG, null).network().knownHosts());
        configuration.setSshHostKeyVerificationStrategy(new AcceptFirstConnectionStrategy());
        assertEquals(Optional.empty(), access(CONFIG, null).network().knownHosts());
    }
}
