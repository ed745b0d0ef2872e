package io.jenkins.plugins.fairlead.result;

import dev.fairlead.pipeline.result.ImageFacts;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.fairlead.delivery.BuiltImage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What {@code gitopsImageMetadata} gives. */
public final class ImageResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String reference;
    private final String tag;
    private final ArrayList<String> tags;
    private final LinkedHashMap<String, String> labels;
    private final String buildArgs;
    private final String commit;
    private final String branch;
    private final String version;
    private final ArrayList<String> notes;

    public ImageResult(ImageFacts facts) {
        this.reference = facts.reference().orElse(null);
        this.tag = facts.tag();
        this.tags = new ArrayList<>(facts.tags());
        this.labels = new LinkedHashMap<>(facts.labels());
        this.buildArgs = facts.buildArgs();
        this.commit = facts.commit().orElse(null);
        this.branch = facts.branch().orElse(null);
        this.version = facts.version().orElse(null);
        this.notes = new ArrayList<>(facts.notes());
    }

    /** The image with its first tag; null where the step named no repository. */
    @Whitelisted
    @CheckForNull
    public String getReference() {
        return reference;
    }

    /** The first tag. */
    @Whitelisted
    public String getTag() {
        return tag;
    }

    @Whitelisted
    public List<String> getTags() {
        return Collections.unmodifiableList(tags);
    }

    /** The standard OCI labels. */
    @Whitelisted
    public Map<String, String> getLabels() {
        return Collections.unmodifiableMap(labels);
    }

    /** {@code --build-arg} and {@code --label} arguments, safe in any shell. */
    @Whitelisted
    public String getBuildArgs() {
        return buildArgs;
    }

    @Whitelisted
    @CheckForNull
    public String getCommit() {
        return commit;
    }

    @Whitelisted
    @CheckForNull
    public String getBranch() {
        return branch;
    }

    /** The version that a Git tag names; null without one. */
    @Whitelisted
    @CheckForNull
    public String getVersion() {
        return version;
    }

    /** What a person should know. */
    @Whitelisted
    public List<String> getNotes() {
        return Collections.unmodifiableList(notes);
    }

    /** What is kept with the run. */
    public BuiltImage kept() {
        return new BuiltImage(reference, tags, labels, commit);
    }

    @Override
    @Whitelisted
    public String toString() {
        return reference == null ? tag : reference;
    }
}
