package io.jenkins.plugins.fairlead.execution;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.fairlead.connect.AccessResolver;
import io.jenkins.plugins.fairlead.connect.AskedRegistries;
import io.jenkins.plugins.fairlead.connect.Place;
import io.jenkins.plugins.fairlead.connect.Servers;
import io.jenkins.plugins.fairlead.result.TagResult;
import io.jenkins.plugins.fairlead.words.Words;
import io.jenkins.plugins.fairlead.work.EngineWork;
import io.jenkins.plugins.fairlead.work.TagWork;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs {@code gitopsNewestTag}. */
public final class TagExecution extends WorkExecution<TagResult> {
    private static final long serialVersionUID = 1L;

    private final Words words;
    private final Servers servers;

    public TagExecution(StepContext context, Words words, Servers servers, int minutes) {
        super(context, minutes);
        this.words = words;
        this.servers = servers;
    }

    @Override
    EngineWork<TagResult> prepare(Run<?, ?> run, Place place, TaskListener listener) throws IOException {
        AskedRegistries asked = AskedRegistries.of(words.text("image").stream().toList());
        return new TagWork(new AccessResolver(run, place).resolve(servers, asked), place, listener, words);
    }
}
