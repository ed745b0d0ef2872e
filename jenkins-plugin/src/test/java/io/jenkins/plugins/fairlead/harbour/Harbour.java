package io.jenkins.plugins.fairlead.harbour;

import dev.fairlead.demo.registry.Account;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What steps work with, all real and on loopback: a registry that asks who is there, and a config repository with its forge. */
public final class Harbour implements AutoCloseable {
    public static final String USER = "ci";
    public static final String PASSWORD = "s3cret-of-the-registry";
    public static final Instant BUILT = Instant.parse("2026-01-02T03:04:05Z");
    public static final String FILE = "apps/shop/values.yaml";

    public final EmbeddedRegistry registry;
    public final BareRemote remote;
    public final Forge forge;
    private int pushes;

    public Harbour(Path folder) {
        registry = EmbeddedRegistry.start(EmbeddedRegistry.Options.acr(Account.admin(USER, PASSWORD)));
        remote = new BareRemote(folder.resolve("config.git"));
        forge = Forges.open(remote.path(), ForgeSettings.of(Map.of()));
        push("1.4.0", "1.4.1", "1.5.0");
        remote.commit(Map.of(FILE, "image: " + api() + ":1.4.0 # keep me\n"));
    }

    /** The image that everything is about, without its tag. */
    public String api() {
        return registry.host() + "/shop/api";
    }

    public void push(String... tags) {
        for (String tag : tags) {
            registry.pushImage("shop/api", tag, Map.of("tag", tag), BUILT.plus(Duration.ofHours(pushes++)));
        }
    }

    public List<PullRequest> pulls() {
        return forge.find(PullRequestQuery.all());
    }

    public PullRequest merge(PullRequest pull) {
        return forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE));
    }

    /** What an agent of Fairlead in a cluster would say of a commit. */
    public void report(String commit, String context, CommitStatus.State state, String text) {
        forge.report(commit, new CommitStatus(context, state, text, Optional.empty()));
    }

    @Override
    public void close() {
        forge.close();
        remote.close();
        registry.close();
    }
}
