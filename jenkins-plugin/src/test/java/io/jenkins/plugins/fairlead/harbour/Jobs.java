package io.jenkins.plugins.fairlead.harbour;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.ExtensionList;
import hudson.model.Label;
import hudson.model.Result;
import io.jenkins.plugins.fairlead.access.RegistryEntry;
import io.jenkins.plugins.fairlead.access.Settings;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** A Jenkins that knows a harbour, and jobs in it. */
public final class Jobs {
    /** The label of the agent. */
    public static final String AWAY = "away";

    private final JenkinsRule rule;

    public Jobs(JenkinsRule rule) {
        this.rule = rule;
    }

    /** Trusts the registry's authority, and tells that it is one of ACR's. */
    public Jobs knowing(Harbour harbour) {
        return knowing(harbour.registry.host(), harbour.registry.caPem().orElseThrow());
    }

    /** The same of a registry that runs in another process. */
    public Jobs knowing(String host, String authority) {
        settings(new Settings() {
            @Override
            public List<RegistryEntry> registryEntries() {
                return List.of(new RegistryEntry(host, "", false, true));
            }

            @Override
            public List<String> trustedAuthorities() {
                return List.of(authority);
            }
        });
        return this;
    }

    /** These settings, and no others. */
    public void settings(Settings settings) {
        ExtensionList<Settings> all = ExtensionList.lookup(Settings.class);
        List.copyOf(all).forEach(all::remove);
        all.add(settings);
    }

    /** The registry's account as a credential. */
    public Jobs withRegistryCredential(String id) throws Exception {
        return with(new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, id, "the registry", Harbour.USER, Harbour.PASSWORD));
    }

    public Jobs with(Credentials credentials) throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials);
        SystemCredentialsProvider.getInstance().save();
        return this;
    }

    public Jobs withAgent() throws Exception {
        rule.createOnlineSlave(Label.get(AWAY));
        return this;
    }

    /** Runs a script in the sandbox to its end. */
    public WorkflowRun run(Result wanted, String script) throws Exception {
        return rule.assertBuildStatus(wanted, job(script).scheduleBuild2(0));
    }

    public WorkflowJob job(String script) throws Exception {
        WorkflowJob job = rule.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }
}
