package io.jenkins.plugins.fairlead.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.fairlead.connect.Servers;
import io.jenkins.plugins.fairlead.execution.UpdateExecution;
import io.jenkins.plugins.fairlead.words.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code gitopsUpdateImage}: brings images into a config repository, by a pull request. */
public final class UpdateImageStep extends DeliveringStep {
    private final String repo;
    private String image = "";
    private ArrayList<String> images = new ArrayList<>();
    private String config = "";
    private ArrayList<String> groups = new ArrayList<>();
    private ArrayList<String> paths = new ArrayList<>();
    private String digest = "keep";
    private boolean allowRollback;
    private ArrayList<String> releases = new ArrayList<>();
    private String environment = "";
    private boolean dryRun;
    private String forge = "";
    private String apiUrl = "";
    private String forgeCredentialsId = "";
    private String registryCredentialsId = "";

    /** @param repo the URL of the config repository */
    @DataBoundConstructor
    public UpdateImageStep(String repo) {
        this.repo = Util.fixNull(repo).trim();
    }

    public String getRepo() {
        return repo;
    }

    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Util.fixNull(image).trim();
    }

    public List<String> getImages() {
        return Collections.unmodifiableList(images);
    }

    @DataBoundSetter
    public void setImages(List<String> images) {
        this.images = new ArrayList<>(Words.lines(images));
    }

    public String getConfig() {
        return config;
    }

    @DataBoundSetter
    public void setConfig(String config) {
        this.config = Util.fixNull(config).trim();
    }

    public List<String> getGroups() {
        return Collections.unmodifiableList(groups);
    }

    @DataBoundSetter
    public void setGroups(List<String> groups) {
        this.groups = new ArrayList<>(Words.lines(groups));
    }

    public List<String> getPaths() {
        return Collections.unmodifiableList(paths);
    }

    @DataBoundSetter
    public void setPaths(List<String> paths) {
        this.paths = new ArrayList<>(Words.lines(paths));
    }

    public String getDigest() {
        return digest;
    }

    @DataBoundSetter
    public void setDigest(String digest) {
        this.digest = Util.fixNull(digest).trim();
    }

    public boolean isAllowRollback() {
        return allowRollback;
    }

    @DataBoundSetter
    public void setAllowRollback(boolean allowRollback) {
        this.allowRollback = allowRollback;
    }

    public List<String> getReleases() {
        return Collections.unmodifiableList(releases);
    }

    @DataBoundSetter
    public void setReleases(List<String> releases) {
        this.releases = new ArrayList<>(Words.lines(releases));
    }

    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Util.fixNull(environment).trim();
    }

    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
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

    public String getRegistryCredentialsId() {
        return registryCredentialsId;
    }

    @DataBoundSetter
    public void setRegistryCredentialsId(String registryCredentialsId) {
        this.registryCredentialsId = Util.fixNull(registryCredentialsId).trim();
    }

    /** All that the work is told. */
    public Words words() throws AbortException {
        if (repo.isEmpty()) {
            throw new AbortException("parameter 'repo': it is missing; give the URL of the config repository");
        }
        List<String> all = new ArrayList<>(images);
        if (!image.isEmpty()) {
            all.add(0, image);
        }
        Words words = new Words()
                .list("images", all)
                .text("config", config)
                .list("groups", groups)
                .list("paths", paths)
                .text("digest", digest)
                .flag("allowRollback", allowRollback)
                .list("releases", releases)
                .text("environment", environment)
                .flag("dryRun", dryRun);
        return way(choice(words));
    }

    /** Where it works, and as whom. */
    public Servers servers() {
        return new Servers(repo, forge, apiUrl)
                .signedInBy(getCredentialsId(), forgeCredentialsId)
                .askingRegistriesBy(registryCredentialsId);
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        return new UpdateExecution(context, words(), servers(), getTimeout());
    }

    /** What a form and a pipeline know of it. */
    @Extension
    public static final class DescriptorImpl extends UpdateImageDescriptor {}
}
