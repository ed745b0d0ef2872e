package io.jenkins.plugins.fairlead.work;

import dev.fairlead.pipeline.Pipeline;
import hudson.model.TaskListener;
import io.jenkins.plugins.fairlead.connect.Place;
import io.jenkins.plugins.fairlead.connect.ResolvedAccess;
import io.jenkins.plugins.fairlead.result.SyncResult;
import io.jenkins.plugins.fairlead.words.Orders;
import io.jenkins.plugins.fairlead.words.Words;
import java.io.File;

/** One look at how far a pull request has come. */
public final class SyncWork extends EngineWork<SyncResult> {
    private static final long serialVersionUID = 1L;

    private final Words words;
    private final String pullRequest;

    public SyncWork(ResolvedAccess access, Place place, TaskListener listener, Words words, String pullRequest) {
        super(access, place, listener);
        this.words = words;
        this.pullRequest = pullRequest;
    }

    @Override
    SyncResult work(Pipeline pipeline, ResolvedAccess allowed, File folder) {
        return new SyncResult(pipeline.sync(Orders.sync(words, allowed.repository(), pullRequest)));
    }
}
