package io.jenkins.plugins.fairlead.trigger;

import dev.fairlead.pipeline.order.FilterOrder;
import dev.fairlead.pipeline.order.TagOrder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.init.InitMilestone;
import hudson.model.Item;
import hudson.model.Job;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.fairlead.connect.RegistryHost;
import io.jenkins.plugins.fairlead.login.CredentialChoice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Starts a job for each new version of an image. A webhook makes that quick; asking the registry from time to time makes it sure,
 * since registries do not repeat what nobody heard.
 */
public final class ImagePushedTrigger extends Trigger<Job<?, ?>> {
    private static final String USUAL_SCHEDULE = "H/15 * * * *";

    private final String image;
    private String select = "newest";
    private List<String> include = new ArrayList<>();
    private List<String> exclude = new ArrayList<>();
    private String extract = "";
    private List<String> platforms = new ArrayList<>();
    private String minAge = "";
    private String credentialsId = "";

    /**
     * @param image without tag
     * @param schedule when the registry is asked, as crontab says it; four times an hour where empty
     */
    @DataBoundConstructor
    public ImagePushedTrigger(@CheckForNull String image, @CheckForNull String schedule) {
        super(Util.fixEmptyAndTrim(schedule) == null ? USUAL_SCHEDULE : schedule.trim());
        this.image = Util.fixNull(image).trim();
    }

    public String getImage() {
        return image;
    }

    public String getSchedule() {
        return getSpec();
    }

    public String getSelect() {
        return select;
    }

    @DataBoundSetter
    public void setSelect(@CheckForNull String policy) {
        String given = Util.fixEmptyAndTrim(policy);
        this.select = given == null ? "newest" : given;
    }

    public List<String> getInclude() {
        return Collections.unmodifiableList(include);
    }

    @DataBoundSetter
    public void setInclude(@CheckForNull List<String> patterns) {
        this.include = lines(patterns);
    }

    public List<String> getExclude() {
        return Collections.unmodifiableList(exclude);
    }

    @DataBoundSetter
    public void setExclude(@CheckForNull List<String> patterns) {
        this.exclude = lines(patterns);
    }

    public String getExtract() {
        return extract;
    }

    @DataBoundSetter
    public void setExtract(@CheckForNull String pattern) {
        this.extract = Util.fixNull(pattern).trim();
    }

    public List<String> getPlatforms() {
        return Collections.unmodifiableList(platforms);
    }

    @DataBoundSetter
    public void setPlatforms(@CheckForNull List<String> names) {
        this.platforms = lines(names);
    }

    public String getMinAge() {
        return minAge;
    }

    @DataBoundSetter
    public void setMinAge(@CheckForNull String age) {
        this.minAge = Util.fixNull(age).trim();
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String id) {
        this.credentialsId = Util.fixNull(id).trim();
    }

    /** What the registry is asked. */
    TagOrder order() {
        return new TagOrder(image, select, new FilterOrder(include, exclude, given(extract), platforms, given(minAge)));
    }

    /** The lines of a form's text area, or the elements of a pipeline's list: each trimmed, no blank one. */
    private static List<String> lines(@CheckForNull List<String> written) {
        return new ArrayList<>(Util.fixNull(written).stream()
                .flatMap(String::lines)
                .map(String::trim)
                .filter(line -> !line.isEmpty())
                .toList());
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    /**
     * A job that begins to wait for pushes looks at what is there now, so that the first push after it is the first that counts. While
     * Jenkins starts, that waits until all jobs are there. Pipelines set their triggers with {@code newInstance} false, too.
     */
    @Override
    public void start(Job<?, ?> project, boolean newInstance) {
        super.start(project, newInstance);
        if (Jenkins.get().getInitLevel() == InitMilestone.COMPLETED) {
            ImageChecks.get().ask(project, this);
        }
    }

    @Override
    public void run() {
        if (job != null) {
            ImageChecks.get().ask(job, this);
        }
    }

    /** Describes it on the page of a job, and to pipelines. */
    @Extension
    @Symbol("gitopsImagePushed")
    public static final class DescriptorImpl extends TriggerDescriptor {
        @Override
        public boolean isApplicable(Item item) {
            return item instanceof Job && item instanceof ParameterizedJobMixIn.ParameterizedJob;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ImagePushedTrigger_displayName();
        }

        /** A list as the text area shows it. */
        public String lines(@CheckForNull List<String> elements) {
            return String.join("\n", Util.fixNull(elements));
        }

        @POST
        public FormValidation doCheckImage(@AncestorInPath Item item, @QueryParameter String value) {
            return TriggerChecks.of(item).image(value);
        }

        @POST
        public FormValidation doCheckSelect(@AncestorInPath Item item, @QueryParameter String value) {
            return TriggerChecks.of(item).select(value);
        }

        @POST
        public FormValidation doCheckSchedule(@AncestorInPath Item item, @QueryParameter String value) {
            return TriggerChecks.of(item).schedule(value);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String credentialsId, @QueryParameter String image) {
            return CredentialChoice.fill(item, credentialsId, RegistryHost.ofWritten(image));
        }

        @POST
        public FormValidation doCheckCredentialsId(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String image) {
            return CredentialChoice.check(item, value, RegistryHost.ofWritten(image));
        }
    }
}
