package io.jenkins.plugins.fairlead.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.casc.misc.junit.jupiter.AbstractRoundTripTest;
import io.jenkins.plugins.fairlead.access.Limits;
import io.jenkins.plugins.fairlead.access.RegistryEntry;
import io.jenkins.plugins.fairlead.access.RepositoryEntry;
import io.jenkins.plugins.fairlead.access.Settings;
import java.util.List;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The settings come from a file, through a restart. */
@WithJenkins
class ConfigurationAsCodeTest extends AbstractRoundTripTest {
    @Override
    protected void assertConfiguredAsExpected(JenkinsRule rule, String content) {
        Settings settings = Settings.current();
        assertEquals(
                List.of(
                        new RegistryEntry("contoso.azurecr.io", "acr", false, false),
                        new RegistryEntry("registry.contoso.example:5000", "", true, true)),
                settings.registryEntries());
        assertEquals(
                List.of(new RepositoryEntry(
                        "https://github.com/contoso",
                        "github-app",
                        "github-token",
                        "github",
                        "https://github.contoso.example/api/v3")),
                settings.repositoryEntries());
        assertEquals("https://login.chinacloudapi.cn", settings.entraAuthority());
        assertEquals(new Limits(20, 4, 1000, 30), settings.limits());
        assertEquals(
                "acr-webhook",
                FairleadConfiguration.get().getRegistries().get(0).getWebhookCredentialsId());
    }

    @Override
    protected String stringInLogExpected() {
        return "registry.contoso.example:5000";
    }
}
