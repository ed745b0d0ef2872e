package io.jenkins.plugins.fairlead.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.fairlead.access.Limits;
import io.jenkins.plugins.fairlead.access.RegistryEntry;
import io.jenkins.plugins.fairlead.access.RepositoryEntry;
import io.jenkins.plugins.fairlead.access.Settings;
import io.jenkins.plugins.fairlead.login.FormPermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The settings of this Jenkins for every step, trigger and badge. No secret is in here, only ids of credentials. */
@Extension
@Symbol("fairlead")
public final class FairleadConfiguration extends GlobalConfiguration implements Settings {
    private List<RegistryConfig> registries = new ArrayList<>();
    private List<RepositoryConfig> repositories = new ArrayList<>();
    private String certificateAuthorities = "";
    private String entraAuthority = "";
    private int minutes = Limits.DEFAULT.minutes();
    private int onController = Limits.DEFAULT.onController();
    private int diffCharacters = Limits.DEFAULT.diffCharacters();
    private int pollSeconds = Limits.DEFAULT.pollSeconds();

    public FairleadConfiguration() {
        load();
    }

    /** The one of this Jenkins. */
    public static FairleadConfiguration get() {
        return ExtensionList.lookupSingleton(FairleadConfiguration.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.FairleadConfiguration_displayName();
    }

    /** Fields that were emptied on the page go back to what they are without a word; then the rest is bound and saved once. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) {
        registries = new ArrayList<>();
        repositories = new ArrayList<>();
        request.bindJSON(this, json);
        save();
        return true;
    }

    public List<RegistryConfig> getRegistries() {
        return Collections.unmodifiableList(registries);
    }

    @DataBoundSetter
    public void setRegistries(@CheckForNull List<RegistryConfig> all) {
        this.registries = new ArrayList<>(Util.fixNull(all));
    }

    public List<RepositoryConfig> getRepositories() {
        return Collections.unmodifiableList(repositories);
    }

    @DataBoundSetter
    public void setRepositories(@CheckForNull List<RepositoryConfig> all) {
        this.repositories = new ArrayList<>(Util.fixNull(all));
    }

    public String getCertificateAuthorities() {
        return certificateAuthorities;
    }

    @DataBoundSetter
    public void setCertificateAuthorities(@CheckForNull String pem) {
        this.certificateAuthorities = Util.fixNull(pem).trim();
    }

    public String getEntraAuthority() {
        return entraAuthority;
    }

    @DataBoundSetter
    public void setEntraAuthority(@CheckForNull String url) {
        this.entraAuthority = Util.fixNull(url).trim();
    }

    public int getMinutes() {
        return minutes;
    }

    @DataBoundSetter
    public void setMinutes(int minutes) {
        this.minutes = orDefault(minutes, Limits.DEFAULT.minutes());
    }

    public int getOnController() {
        return onController;
    }

    @DataBoundSetter
    public void setOnController(int steps) {
        this.onController = orDefault(steps, Limits.DEFAULT.onController());
    }

    public int getDiffCharacters() {
        return diffCharacters;
    }

    /** Zero keeps no diff. */
    @DataBoundSetter
    public void setDiffCharacters(int characters) {
        this.diffCharacters = characters < 0 ? Limits.DEFAULT.diffCharacters() : characters;
    }

    public int getPollSeconds() {
        return pollSeconds;
    }

    @DataBoundSetter
    public void setPollSeconds(int seconds) {
        this.pollSeconds = orDefault(seconds, Limits.DEFAULT.pollSeconds());
    }

    private static int orDefault(int given, int usual) {
        return given < 1 ? usual : given;
    }

    @Override
    public List<RegistryEntry> registryEntries() {
        return registries.stream().map(RegistryConfig::entry).toList();
    }

    @Override
    public List<RepositoryEntry> repositoryEntries() {
        return repositories.stream().map(RepositoryConfig::entry).toList();
    }

    @Override
    public List<String> trustedAuthorities() {
        return certificateAuthorities.isEmpty() ? List.of() : List.of(certificateAuthorities + "\n");
    }

    @Override
    public String entraAuthority() {
        return entraAuthority;
    }

    @Override
    public Limits limits() {
        return new Limits(minutes, onController, diffCharacters, pollSeconds);
    }

    @POST
    public FormValidation doCheckCertificateAuthorities(@QueryParameter String value) {
        return FormPermissions.administers() ? SettingChecks.authorities(value) : FormValidation.ok();
    }

    @POST
    public FormValidation doCheckEntraAuthority(@QueryParameter String value) {
        return FormPermissions.administers() ? SettingChecks.webAddress(value, false) : FormValidation.ok();
    }

    @POST
    public FormValidation doCheckMinutes(@QueryParameter String value) {
        return FormPermissions.administers() ? FormValidation.validatePositiveInteger(value) : FormValidation.ok();
    }

    @POST
    public FormValidation doCheckOnController(@QueryParameter String value) {
        return FormPermissions.administers() ? FormValidation.validatePositiveInteger(value) : FormValidation.ok();
    }

    @POST
    public FormValidation doCheckDiffCharacters(@QueryParameter String value) {
        return FormPermissions.administers() ? FormValidation.validateNonNegativeInteger(value) : FormValidation.ok();
    }

    @POST
    public FormValidation doCheckPollSeconds(@QueryParameter String value) {
        return FormPermissions.administers() ? FormValidation.validatePositiveInteger(value) : FormValidation.ok();
    }
}
