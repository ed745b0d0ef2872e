package dev.fairlead.pipeline;

import dev.fairlead.configrepo.BareRepo;
import dev.fairlead.demo.registry.Account;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.pipeline.access.Access;
import dev.fairlead.pipeline.access.Hidden;
import dev.fairlead.pipeline.access.Login;
import dev.fairlead.pipeline.access.Network;
import dev.fairlead.pipeline.order.FilterOrder;
import dev.fairlead.pipeline.order.RepositoryOrder;
import dev.fairlead.pipeline.order.UpdateOrder;
import dev.fairlead.update.DeliveryArguments;
import dev.fairlead.update.config.DigestStyle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pipeline works with, all real and all on loopback: a registry that speaks TLS by an authority of its own and asks
 * who is there, and a bare config repository with its local forge.
 */
public final class Dock implements AutoCloseable {
    public static final String PASSWORD = "s3cret-of-the-registry";
    public static final Login.Nobody NOBODY = new Login.Nobody();
    private static final Instant BUILT = Instant.parse("2026-01-02T03:04:05Z");

    public final EmbeddedRegistry registry = EmbeddedRegistry.start(Options.acr(Account.admin("ci", PASSWORD)));
    public final BareRepo remote;
    public final Forge forge;
    private final Path cache;
    private int pushes;

    public Dock(Path folder) {
        try {
            remote = BareRepo.create(folder.resolve("config.git"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        forge = Forges.open(remote.folder().toString(), ForgeSettings.of(Map.of()));
        cache = folder.resolve("cache");
    }

    /** An image of the registry without its tag. */
    public String image(String repository) {
        return registry.host() + "/" + repository;
    }

    /** Pushes tags one after the other, an hour apart. */
    public void push(String repository, String... tags) {
        for (String tag : tags) {
            registry.pushImage(repository, tag, Map.of("tag", tag), BUILT.plus(Duration.ofHours(pushes++)));
        }
    }

    /** Commits these files, and no others, onto main. */
    public String commit(Map<String, String> files) {
        try {
            return remote.commit("main", files, "start");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a file holds on a branch. */
    public String file(String branch, String path) {
        try {
            String content = remote.files("refs/heads/" + branch).getOrDefault(path, " ");
            return content.substring(content.indexOf(' ') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<PullRequest> pulls() {
        return forge.find(PullRequestQuery.all());
    }

    public PullRequest merge(PullRequest pull) {
        return forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE));
    }

    /** What signs in at the registry, and nowhere else. */
    public Access access() {
        return access(NOBODY, NOBODY, true);
    }

    public Access access(Login git, Login forgeLogin, boolean local) {
        Map<String, Login> registries = Map.of(registry.host(), new Login.Password("ci", new Hidden(PASSWORD)));
        return new Access(registries, NOBODY, git, forgeLogin, network(), cache, local, Map.of());
    }

    /** The same with another way to servers. */
    public Access through(Network network) {
        Access plain = access();
        return new Access(plain.registries(), NOBODY, NOBODY, NOBODY, network, cache, true, Map.of());
    }

    /** The registry's authority is trusted, and the registry is one of ACR's. */
    public Network network() {
        return new Network(
                Optional.empty(),
                List.of(),
                registry.caPem().stream().toList(),
                List.of(),
                List.of(registry.host()),
                Optional.empty(),
                Optional.empty());
    }

    public RepositoryOrder repository() {
        return RepositoryOrder.of(remote.folder().toString());
    }

    /** An update by arguments alone. */
    public UpdateOrder telling(String... images) {
        return order(what(List.of(images), Optional.empty()), DeliveryArguments.DEFAULT);
    }

    /** An update by the repository's configuration. */
    public UpdateOrder configured() {
        return order(what(List.of(), Optional.of("fairlead.yaml")), DeliveryArguments.DEFAULT);
    }

    public UpdateOrder order(UpdateOrder.What what, DeliveryArguments delivery) {
        return new UpdateOrder(
                repository(), what, delivery, Optional.empty(), Optional.empty(), false, Duration.ofMinutes(1));
    }

    public static UpdateOrder.What what(List<String> images, Optional<String> config) {
        return new UpdateOrder.What(
                images,
                config,
                List.of(),
                List.of(),
                Optional.empty(),
                FilterOrder.NONE,
                DigestStyle.KEEP,
                false,
                List.of());
    }

    /** The same order, told by a build. */
    public static UpdateOrder toldBy(UpdateOrder order, String build) {
        return new UpdateOrder(
                order.repository(),
                order.what(),
                order.delivery(),
                Optional.of(build),
                order.committer(),
                order.dryRun(),
                order.races());
    }

    /** The same order as a dry run. */
    public static UpdateOrder dry(UpdateOrder order) {
        return new UpdateOrder(
                order.repository(),
                order.what(),
                order.delivery(),
                order.toldBy(),
                order.committer(),
                true,
                order.races());
    }

    @Override
    public void close() {
        forge.close();
        remote.close();
        registry.close();
    }
}
