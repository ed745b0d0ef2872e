package io.jenkins.plugins.fairlead.delivery;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a build called its image. */
public final class BuiltImage implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String reference;
    private final List<String> tags;
    private final Map<String, String> labels;
    private final String commit;

    /**
     * @param reference the image with its first tag, where its repository is known
     * @param tags all of them
     * @param labels the standard OCI labels
     * @param commit that was built
     */
    public BuiltImage(
            @CheckForNull String reference,
            Collection<String> tags,
            Map<String, String> labels,
            @CheckForNull String commit) {
        this.reference = reference;
        this.tags = new ArrayList<>(tags);
        this.labels = new LinkedHashMap<>(labels);
        this.commit = commit;
    }

    @CheckForNull
    public String getReference() {
        return reference;
    }

    public List<String> getTags() {
        return Collections.unmodifiableList(tags);
    }

    public Map<String, String> getLabels() {
        return Collections.unmodifiableMap(labels);
    }

    @CheckForNull
    public String getCommit() {
        return commit;
    }
}
