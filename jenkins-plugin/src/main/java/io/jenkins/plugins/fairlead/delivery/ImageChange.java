package io.jenkins.plugins.fairlead.delivery;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What became of one image of a delivery. */
public final class ImageChange implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String image;
    private final List<String> from;
    private final String to;
    private final String result;
    private final String why;

    /**
     * @param image the image's name
     * @param from the versions that were in place, each once
     * @param to the version that is wanted or proposed
     * @param result a word such as {@code update}, {@code current} or {@code refused}
     * @param why the reason, as a clause
     */
    public ImageChange(String image, Collection<String> from, @CheckForNull String to, String result, String why) {
        this.image = image;
        this.from = new ArrayList<>(from);
        this.to = to;
        this.result = result;
        this.why = why;
    }

    @Whitelisted
    public String getImage() {
        return image;
    }

    /** The versions that were in place, each once. */
    @Whitelisted
    public List<String> getFrom() {
        return Collections.unmodifiableList(from);
    }

    /** The version that is wanted or proposed; null where there is none. */
    @Whitelisted
    @CheckForNull
    public String getTo() {
        return to;
    }

    /** A word such as {@code update}, {@code current} or {@code refused}. */
    @Whitelisted
    public String getResult() {
        return result;
    }

    /** The reason, as a clause. */
    @Whitelisted
    public String getWhy() {
        return why;
    }

    @Override
    public String toString() {
        return image + " " + String.join(", ", from) + (to == null ? "" : " → " + to);
    }
}
