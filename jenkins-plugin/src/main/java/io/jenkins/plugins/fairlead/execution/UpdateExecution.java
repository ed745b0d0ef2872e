package io.jenkins.plugins.fairlead.execution;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.fairlead.connect.Place;
import io.jenkins.plugins.fairlead.connect.Servers;
import io.jenkins.plugins.fairlead.result.UpdateResult;
import io.jenkins.plugins.fairlead.words.Words;
import io.jenkins.plugins.fairlead.work.EngineWork;
import io.jenkins.plugins.fairlead.work.UpdateRun;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs {@code gitopsUpdateImage}. */
public final class UpdateExecution extends WorkExecution<UpdateResult> {
    private static final long serialVersionUID = 1L;

    private final Words words;
    private final Servers servers;
    private final int limit;

    public UpdateExecution(StepContext context, Words words, Servers servers, int minutes) {
        super(context, minutes);
        this.words = words;
        this.servers = servers;
        this.limit = minutes;
    }

    @Override
    EngineWork<UpdateResult> prepare(Run<?, ?> run, Place place, TaskListener listener) throws IOException {
        return new UpdateRun(run, place, listener).prepare(words, servers, limit);
    }

    @Override
    void keep(Run<?, ?> run, TaskListener listener, UpdateResult result) throws IOException {
        UpdateRun.keep(run, listener, result);
    }
}
