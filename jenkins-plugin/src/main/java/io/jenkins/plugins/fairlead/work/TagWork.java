package io.jenkins.plugins.fairlead.work;

import dev.fairlead.pipeline.Pipeline;
import dev.fairlead.pipeline.result.NewestTag;
import hudson.model.TaskListener;
import io.jenkins.plugins.fairlead.connect.Place;
import io.jenkins.plugins.fairlead.connect.ResolvedAccess;
import io.jenkins.plugins.fairlead.result.TagResult;
import io.jenkins.plugins.fairlead.words.Orders;
import io.jenkins.plugins.fairlead.words.Words;
import java.io.File;

/** The newest tag of an image. */
public final class TagWork extends EngineWork<TagResult> {
    private static final long serialVersionUID = 1L;

    private final Words words;

    public TagWork(ResolvedAccess access, Place place, TaskListener listener, Words words) {
        super(access, place, listener);
        this.words = words;
    }

    @Override
    TagResult work(Pipeline pipeline, ResolvedAccess allowed, File folder) {
        NewestTag newest = pipeline.newestTag(Orders.tag(words));
        say("newest " + newest.reference() + ": " + newest.reason());
        return new TagResult(newest);
    }
}
