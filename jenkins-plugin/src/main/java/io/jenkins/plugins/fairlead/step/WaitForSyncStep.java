package io.jenkins.plugins.fairlead.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.fairlead.connect.Servers;
import io.jenkins.plugins.fairlead.execution.PullRequests;
import io.jenkins.plugins.fairlead.execution.SyncExecution;
import io.jenkins.plugins.fairlead.result.UpdateResult;
import io.jenkins.plugins.fairlead.words.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code gitopsWaitForSync}: waits until a pull request is merged, applied and healthy. */
public final class WaitForSyncStep extends TimedStep {
    private static final int MINUTES = 30;

    private final Object pullRequest;
    private String repo = "";
    private String environment = "";
    private ArrayList<String> contexts = new ArrayList<>();
    private String forge = "";
    private String apiUrl = "";
    private String forgeCredentialsId = "";

    /** @param pullRequest what {@code gitopsUpdateImage} returned, or a pull request's number or address */
    @DataBoundConstructor
    public WaitForSyncStep(Object pullRequest) {
        this.pullRequest = pullRequest;
    }

    public Object getPullRequest() {
        return pullRequest;
    }

    public String getRepo() {
        return repo;
    }

    @DataBoundSetter
    public void setRepo(String repo) {
        this.repo = Util.fixNull(repo).trim();
    }

    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Util.fixNull(environment).trim();
    }

    public List<String> getContexts() {
        return Collections.unmodifiableList(contexts);
    }

    @DataBoundSetter
    public void setContexts(List<String> contexts) {
        this.contexts = new ArrayList<>(Words.lines(contexts));
    }

    public String getForge() {
        return forge;
    }

    @DataBoundSetter
    public void setForge(String forge) {
        this.forge = Util.fixNull(forge).trim();
    }

    public String getApiUrl() {
        return apiUrl;
    }

    @DataBoundSetter
    public void setApiUrl(String apiUrl) {
        this.apiUrl = Util.fixNull(apiUrl).trim();
    }

    public String getForgeCredentialsId() {
        return forgeCredentialsId;
    }

    @DataBoundSetter
    public void setForgeCredentialsId(String forgeCredentialsId) {
        this.forgeCredentialsId = Util.fixNull(forgeCredentialsId).trim();
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        List<String> ids = PullRequests.ids(pullRequest);
        Servers servers = servers();
        if (servers.getRepository().isEmpty()) {
            throw new AbortException("parameter 'repo': it is missing; give the URL of the config repository,"
                    + " or what gitopsUpdateImage returned as 'pullRequest'");
        }
        if (pullRequest instanceof UpdateResult result && result.isDryRun()) {
            throw new AbortException("parameter 'pullRequest': it was a dry run, which no cluster will ever run;"
                    + " wait only where 'dryRun' is off");
        }
        Words words = new Words().text("environment", environment).list("contexts", contexts);
        return new SyncExecution(context, words, servers, ids, getTimeout() > 0 ? getTimeout() : MINUTES);
    }

    /** Where it looks and as whom: what the update did, unless told otherwise. */
    private Servers servers() {
        Servers known = pullRequest instanceof UpdateResult result ? result.servers() : Servers.NONE;
        return new Servers(or(repo, known.getRepository()), or(forge, known.getForge()), or(apiUrl, known.getApiUrl()))
                .signedInBy(
                        or(getCredentialsId(), known.getCredentialsId()),
                        or(forgeCredentialsId, getCredentialsId().isEmpty() ? known.getForgeCredentialsId() : ""));
    }

    private static String or(String told, String known) {
        return told.isEmpty() ? known : told;
    }

    /** What a form and a pipeline know of it. */
    @Extension
    public static final class DescriptorImpl extends RepositoryStepDescriptor {
        @Override
        public String getFunctionName() {
            return "gitopsWaitForSync";
        }

        @Override
        public String getDisplayName() {
            return Messages.WaitForSyncStep_displayName();
        }
    }
}
