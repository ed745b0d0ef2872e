package io.jenkins.plugins.fairlead.step;

import hudson.AbortException;
import hudson.Util;
import io.jenkins.plugins.fairlead.words.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** What a step is told of the way to the base branch. */
public abstract class DeliveringStep extends ChoosingStep {
    static final String PULL_REQUEST = "pullRequest";
    static final String COMMIT = "commit";

    private String baseBranch = "";
    private String delivery = PULL_REQUEST;
    private String title = "";
    private String message = "";
    private ArrayList<String> labels = new ArrayList<>();
    private ArrayList<String> reviewers = new ArrayList<>();
    private boolean draft;
    private boolean autoMerge;
    private String mergeMethod = "merge";
    private String committerName = "";
    private String committerEmail = "";

    public String getBaseBranch() {
        return baseBranch;
    }

    @DataBoundSetter
    public void setBaseBranch(String baseBranch) {
        this.baseBranch = Util.fixNull(baseBranch).trim();
    }

    public String getDelivery() {
        return delivery;
    }

    @DataBoundSetter
    public void setDelivery(String delivery) {
        this.delivery = Util.fixNull(delivery).trim();
    }

    public String getTitle() {
        return title;
    }

    @DataBoundSetter
    public void setTitle(String title) {
        this.title = Util.fixNull(title).trim();
    }

    public String getMessage() {
        return message;
    }

    @DataBoundSetter
    public void setMessage(String message) {
        this.message = Util.fixNull(message).trim();
    }

    public List<String> getLabels() {
        return Collections.unmodifiableList(labels);
    }

    @DataBoundSetter
    public void setLabels(List<String> labels) {
        this.labels = new ArrayList<>(Words.lines(labels));
    }

    public List<String> getReviewers() {
        return Collections.unmodifiableList(reviewers);
    }

    @DataBoundSetter
    public void setReviewers(List<String> reviewers) {
        this.reviewers = new ArrayList<>(Words.lines(reviewers));
    }

    public boolean isDraft() {
        return draft;
    }

    @DataBoundSetter
    public void setDraft(boolean draft) {
        this.draft = draft;
    }

    public boolean isAutoMerge() {
        return autoMerge;
    }

    @DataBoundSetter
    public void setAutoMerge(boolean autoMerge) {
        this.autoMerge = autoMerge;
    }

    public String getMergeMethod() {
        return mergeMethod;
    }

    @DataBoundSetter
    public void setMergeMethod(String mergeMethod) {
        this.mergeMethod = Util.fixNull(mergeMethod).trim();
    }

    public String getCommitterName() {
        return committerName;
    }

    @DataBoundSetter
    public void setCommitterName(String committerName) {
        this.committerName = Util.fixNull(committerName).trim();
    }

    public String getCommitterEmail() {
        return committerEmail;
    }

    @DataBoundSetter
    public void setCommitterEmail(String committerEmail) {
        this.committerEmail = Util.fixNull(committerEmail).trim();
    }

    /** Adds what this class was told. */
    Words way(Words words) throws AbortException {
        if (!delivery.isEmpty() && !delivery.equals(PULL_REQUEST) && !delivery.equals(COMMIT)) {
            throw new AbortException(
                    "parameter 'delivery': '" + delivery + "' is none that there is; give pullRequest or commit");
        }
        return words.flag("straight", delivery.equals(COMMIT))
                .text("baseBranch", baseBranch)
                .text("title", title)
                .text("message", message)
                .list("labels", labels)
                .list("reviewers", reviewers)
                .flag("draft", draft)
                .flag("autoMerge", autoMerge)
                .text("mergeMethod", mergeMethod)
                .text("committerName", committerName)
                .text("committerEmail", committerEmail);
    }
}
