package io.jenkins.plugins.fairlead.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import com.microsoft.azure.util.AzureCredentials;
import com.microsoft.azure.util.AzureImdsCredentials;
import dev.fairlead.pipeline.access.Login;
import hudson.AbortException;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.plugins.fairlead.harbour.Jobs;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Credentials of Jenkins as logins: every kind, from where a job may take them, and shown to whom may choose. */
@WithJenkins
class LoginsTest {
    private static final String SERVER = "https://git.example/contoso/config.git";

    private JenkinsRule rule;

    @BeforeEach
    void start(JenkinsRule jenkins) {
        rule = jenkins;
    }

    private Login login(StandardCredentials credentials) throws Exception {
        new Jobs(rule).with(credentials);
        FreeStyleProject job = rule.createFreeStyleProject();
        return Logins.ofRun(rule.buildAndAssertSuccess(job), credentials.getId(), SERVER)
                .login();
    }

    private static UsernamePasswordCredentialsImpl password(String id) throws Exception {
        return new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, id, "", "ada", "s3cret");
    }

    @Test
    void everyKind() throws Exception {
        Login.Password named = (Login.Password) login(password("password"));
        assertEquals("ada", named.user());
        assertEquals("s3cret", named.password().value());
        Login.Token token = (Login.Token)
                login(new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "", Secret.fromString("t0ken")));
        assertEquals("t0ken", token.token().value());
        Login.SshKey key = (Login.SshKey) login(new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL,
                "key",
                "git",
                new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource("-----BEGIN KEY-----"),
                "phrase",
                ""));
        assertTrue(key.key().value().startsWith("-----BEGIN KEY-----"));
        assertEquals("phrase", key.passphrase().orElseThrow().value());
        AzureCredentials principal = new AzureCredentials(
                CredentialsScope.GLOBAL, "principal", "", "subscription", "client", Secret.fromString("s3cret"));
        principal.setTenant("tenant");
        Login.ServicePrincipal application = (Login.ServicePrincipal) login(principal);
        assertEquals(
                "tenant client s3cret",
                application.tenantId() + " " + application.clientId() + " "
                        + application.secret().value());
        Login.ManagedIdentity managed =
                (Login.ManagedIdentity) login(new AzureImdsCredentials(CredentialsScope.GLOBAL, "managed", ""));
        assertEquals(Optional.empty(), managed.clientId());
    }

    @Test
    void whatCannotSignInSaysSo() {
        AbortException e = assertThrows(
                AbortException.class,
                () -> login(new FileCredentialsImpl(
                        CredentialsScope.GLOBAL, "file", "", "name", SecretBytes.fromBytes(new byte[] {1}))));
        assertTrue(e.getMessage().contains("its kind cannot sign in"), e.getMessage());
    }

    @Test
    void aFoldersCredentialIsItsJobsAlone() throws Exception {
        Folder folder = rule.createProject(Folder.class, "team");
        folder.addProperty(
                new FolderCredentialsProperty(new com.cloudbees.plugins.credentials.domains.DomainCredentials[] {
                    new com.cloudbees.plugins.credentials.domains.DomainCredentials(
                            Domain.global(), List.of(password("own")))
                }));
        Run<?, ?> inside = rule.buildAndAssertSuccess(folder.createProject(FreeStyleProject.class, "inside"));
        Run<?, ?> outside = rule.buildAndAssertSuccess(rule.createFreeStyleProject("outside"));
        assertTrue(Logins.ofRun(inside, "own", SERVER).login() instanceof Login.Password);
        AbortException e = assertThrows(AbortException.class, () -> Logins.ofRun(outside, "own", SERVER));
        assertTrue(e.getMessage().contains("this job has none with this id"), e.getMessage());
    }

    @Test
    void aDomainKeepsACredentialForItsServers() throws Exception {
        CredentialsStore store =
                CredentialsProvider.lookupStores(rule.jenkins).iterator().next();
        store.addDomain(
                new Domain("ours", "", List.of(new HostnameSpecification("git.example", ""))), password("fenced"));
        Run<?, ?> run = rule.buildAndAssertSuccess(rule.createFreeStyleProject());
        assertTrue(Logins.ofRun(run, "fenced", SERVER).login() instanceof Login.Password);
        assertThrows(AbortException.class, () -> Logins.ofRun(run, "fenced", "https://elsewhere.example/x.git"));
        assertThrows(AbortException.class, () -> Logins.ofRun(run, "fenced", "registry.example"));
    }

    @Test
    void aSystemCredentialIsTheSettingsAlone() throws Exception {
        new Jobs(rule)
                .with(new UsernamePasswordCredentialsImpl(CredentialsScope.SYSTEM, "system", "", "ada", "s3cret"));
        Run<?, ?> run = rule.buildAndAssertSuccess(rule.createFreeStyleProject());
        assertThrows(AbortException.class, () -> Logins.ofRun(run, "system", SERVER));
        assertTrue(Logins.ofSettings("system", SERVER).login() instanceof Login.Password);
    }

    @Test
    void formsShowChoicesToWhomMayChoose() throws Exception {
        new Jobs(rule).with(password("one"));
        FreeStyleProject job = rule.createFreeStyleProject();
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE, Item.EXTENDED_READ)
                .everywhere()
                .to("author")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        assertEquals(List.of("", "one"), choices("author", job));
        assertEquals(List.of("now"), choices("reader", job));
        assertEquals(List.of("now"), choices("author", null));
        assertEquals(List.of("", "one"), choices("admin", null));
    }

    private static List<String> choices(String user, Item item) {
        try (ACLContext ignored =
                ACL.as2(hudson.model.User.getOrCreateByIdOrFullName(user).impersonate2())) {
            ListBoxModel model = CredentialChoice.fill(item, "now", SERVER);
            return model.stream()
                    .map(option -> option.value)
                    .filter(value -> model.size() == 1 || !value.equals("now"))
                    .toList();
        }
    }

    @Test
    void aLoginIsWrittenIntoNoFile() throws Exception {
        ResolvedLogin login = ResolvedLogin.password("ada", Secret.fromString("s3cret"));
        try (ObjectOutputStream file = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThrows(NotSerializableException.class, () -> file.writeObject(login));
        }
        assertFalse((login + " " + login.login()).contains("s3cret"));
    }
}
