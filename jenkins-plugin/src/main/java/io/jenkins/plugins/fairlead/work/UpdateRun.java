package io.jenkins.plugins.fairlead.work;

import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.fairlead.access.Limits;
import io.jenkins.plugins.fairlead.access.Settings;
import io.jenkins.plugins.fairlead.connect.AccessResolver;
import io.jenkins.plugins.fairlead.connect.AskedRegistries;
import io.jenkins.plugins.fairlead.connect.Place;
import io.jenkins.plugins.fairlead.connect.ResolvedAccess;
import io.jenkins.plugins.fairlead.connect.Servers;
import io.jenkins.plugins.fairlead.delivery.Delivery;
import io.jenkins.plugins.fairlead.delivery.DeliveryAction;
import io.jenkins.plugins.fairlead.result.UpdateResult;
import io.jenkins.plugins.fairlead.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;

/** An update that a run asks for, from its words to what is kept with the run. */
public final class UpdateRun {
    private final Run<?, ?> run;
    private final Place place;
    private final TaskListener listener;

    public UpdateRun(Run<?, ?> run, Place place, TaskListener listener) {
        this.run = run;
        this.place = place;
        this.listener = listener;
    }

    /**
     * What is to be done.
     *
     * @param minutes how long it may take; 0 for what the settings say
     */
    public UpdateWork prepare(Words words, Servers servers, int minutes) throws IOException {
        Limits limits = Settings.current().limits();
        Duration limit = Duration.ofMinutes(minutes > 0 ? minutes : limits.minutes());
        ResolvedAccess access = new AccessResolver(run, place).resolve(servers, asked(words));
        access.notes().forEach(note -> listener.getLogger().println("note  " + note));
        String root = Jenkins.get().getRootUrl();
        words.text("toldBy", root == null ? null : root + run.getUrl());
        return new UpdateWork(access, place, listener, words, servers, limit, limits.diffCharacters());
    }

    /** Without images, and with a configuration beside them, the repository says which registries are asked. */
    private static AskedRegistries asked(Words words) {
        List<String> images = words.list("images");
        boolean configured = images.isEmpty() || words.text("config").isPresent();
        return configured ? AskedRegistries.ofConfiguration(images) : AskedRegistries.of(images);
    }

    /** Keeps what was done with the run, which is unstable where something was left undone. */
    public static void keep(Run<?, ?> run, TaskListener listener, UpdateResult result) throws IOException {
        for (Delivery delivery : result.getDeliveries()) {
            DeliveryAction.record(run, delivery);
            DeliveryAction.remember(run, delivery.getRepository(), result.servers());
        }
        if (!result.isComplete()) {
            listener.getLogger().println("not everything was done: the build is unstable");
            run.setResult(Result.UNSTABLE);
        }
    }
}
