package io.jenkins.plugins.fairlead.execution;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.fairlead.connect.AccessResolver;
import io.jenkins.plugins.fairlead.connect.AskedRegistries;
import io.jenkins.plugins.fairlead.connect.Place;
import io.jenkins.plugins.fairlead.connect.Servers;
import io.jenkins.plugins.fairlead.delivery.DeliveryAction;
import io.jenkins.plugins.fairlead.result.ImageResult;
import io.jenkins.plugins.fairlead.words.Words;
import io.jenkins.plugins.fairlead.work.EngineWork;
import io.jenkins.plugins.fairlead.work.MetadataWork;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs {@code gitopsImageMetadata}, and keeps what it says with the run. */
public final class MetadataExecution extends WorkExecution<ImageResult> {
    private static final long serialVersionUID = 1L;

    private final Words words;

    public MetadataExecution(StepContext context, Words words) {
        super(context, 0);
        this.words = words;
    }

    @Override
    EngineWork<ImageResult> prepare(Run<?, ?> run, Place place, TaskListener listener) throws IOException {
        return new MetadataWork(
                new AccessResolver(run, place).resolve(Servers.NONE, AskedRegistries.NONE), place, listener, words);
    }

    @Override
    void keep(Run<?, ?> run, TaskListener listener, ImageResult result) throws IOException {
        DeliveryAction.record(run, result.kept());
    }
}
