package dev.fairlead.update;

import dev.fairlead.configrepo.CommitSigner;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.Identity;
import dev.fairlead.configrepo.RetryPolicy;
import dev.fairlead.forge.Forge;
import dev.fairlead.signature.VerifiedImages;
import dev.fairlead.update.fields.FieldMemory;
import dev.fairlead.update.report.UpdateListener;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run works with. It may be used for many runs, one after the other; a {@link ConfigRepo} that stays open keeps its
 * mirror warm. Whoever opened repository, forge and registries closes them.
 *
 * @param repo the config repository
 * @param forge where its pull requests live; may be empty where commits are pushed straight, and for dry runs
 * @param registries where versions are asked for
 * @param committer who writes commits
 * @param signer signs commits, where there is a key
 * @param races how long and how patiently lost races are tried again
 * @param memory what is kept of one run for the next
 * @param verified images whose signatures were judged before
 * @param parallel how many questions to registries are asked at once; groups have a bound of their own
 */
public record UpdateEnvironment(
        ConfigRepo repo,
        Optional<Forge> forge,
        RegistryAccess registries,
        Identity committer,
        Optional<CommitSigner> signer,
        RetryPolicy races,
        FieldMemory memory,
        VerifiedImages verified,
        int parallel,
        Clock clock,
        UpdateListener listener) {
    private static final int PARALLEL = 8;
    private static final Duration RACES = Duration.ofMinutes(5);

    /** Who writes commits, if nobody says otherwise. */
    public static final Identity FAIRLEAD = new Identity("fairlead", "fairlead@users.noreply.fairlead.dev");

    /** The environment with defaults for everything that may have one. */
    public static UpdateEnvironment of(ConfigRepo repo, Forge forge, RegistryAccess registries) {
        return of(repo, Optional.of(forge), registries);
    }

    /** The environment with defaults and no forge: for dry runs, and where commits are pushed straight. */
    public static UpdateEnvironment of(ConfigRepo repo, RegistryAccess registries) {
        return of(repo, Optional.empty(), registries);
    }

    private static UpdateEnvironment of(ConfigRepo repo, Optional<Forge> forge, RegistryAccess registries) {
        return new UpdateEnvironment(
                repo,
                forge,
                registries,
                FAIRLEAD,
                Optional.empty(),
                RetryPolicy.until(RACES),
                new FieldMemory(),
                new VerifiedImages(Clock.systemUTC()),
                PARALLEL,
                Clock.systemUTC(),
                UpdateListener.SILENT);
    }

    public UpdateEnvironment as(Identity who) {
        return new UpdateEnvironment(
                repo, forge, registries, who, signer, races, memory, verified, parallel, clock, listener);
    }

    public UpdateEnvironment signedBy(CommitSigner key) {
        return new UpdateEnvironment(
                repo,
                forge,
                registries,
                committer,
                Optional.of(key),
                races,
                memory,
                verified,
                parallel,
                clock,
                listener);
    }

    public UpdateEnvironment withRaces(RetryPolicy policy) {
        return new UpdateEnvironment(
                repo, forge, registries, committer, signer, policy, memory, verified, parallel, clock, listener);
    }

    public UpdateEnvironment withClock(Clock time) {
        return new UpdateEnvironment(
                repo, forge, registries, committer, signer, races, memory, verified, parallel, time, listener);
    }

    public UpdateEnvironment tellingTo(UpdateListener hears) {
        return new UpdateEnvironment(
                repo, forge, registries, committer, signer, races, memory, verified, parallel, clock, hears);
    }
}
