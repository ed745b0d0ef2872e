package io.jenkins.plugins.fairlead.trigger;

import hudson.XmlFile;
import hudson.model.Job;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;

/**
 * Which versions of an image a job was started for. It lies beside the job's builds and not in its configuration, which pipelines
 * write anew with every run.
 */
final class SeenImages {
    private static final String FILE = "fairlead-images-seen.xml";
    /** A registry that goes back further than this starts a build again. */
    private static final int REMEMBERED = 500;

    private final String question;
    private final List<String> identities = new ArrayList<>();

    private SeenImages(String question) {
        this.question = question;
    }

    /**
     * What was seen.
     *
     * @param question what is asked for; after another question everything begins anew
     */
    static SeenImages of(Job<?, ?> job, String question) throws IOException {
        XmlFile file = file(job);
        if (file.exists() && file.read() instanceof SeenImages seen && seen.question.equals(question)) {
            return seen;
        }
        return new SeenImages(question);
    }

    /** Whether nothing was seen before. */
    boolean isFirst() {
        return identities.isEmpty();
    }

    boolean contains(PushedImage image) {
        return identities.contains(image.identity());
    }

    void add(Job<?, ?> job, PushedImage image) throws IOException {
        identities.add(image.identity());
        if (identities.size() > REMEMBERED) {
            identities.remove(0);
        }
        file(job).write(this);
    }

    private static XmlFile file(Job<?, ?> job) {
        return new XmlFile(Jenkins.XSTREAM2, new File(job.getRootDir(), FILE));
    }
}
