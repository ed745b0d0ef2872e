package dev.fairlead.update.rollback;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.image.ImageReference;
import dev.fairlead.registry.Registries;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.update.RegistryRules;
import dev.fairlead.update.UpdateEnvironment;
import dev.fairlead.update.config.UpdateConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a version can still be pulled: registries clean up, and the way back would end at an image that nobody gets. */
final class Existence {
    private final Optional<Registries> registries;
    private final String untold;
    private final Map<ImageReference, Optional<Problem>> known = new HashMap<>();

    Existence(UpdateEnvironment environment, Optional<UpdateConfig> config, Snapshot base) {
        Optional<Registries> opened = Optional.empty();
        String reason = "";
        try {
            opened = Optional.of(environment
                    .registries()
                    .with(RegistryRules.adjustment(
                            config.map(UpdateConfig::registries).orElse(List.of()), base)));
        } catch (FairleadException e) {
            reason = e.problem().toString();
        }
        this.registries = opened;
        this.untold = reason;
    }

    /** Whether the step may be made; a registry that does not answer stops nobody who goes back. */
    boolean check(WayBack.Step step, List<Problem> refused, List<String> notes) {
        Optional<Problem> gone = known.computeIfAbsent(step.to(), version -> ask(version, notes));
        gone.ifPresent(problem -> refused.add(
                new Problem(step.key().file() + " " + step.key().where(), problem.cause(), problem.remedy())));
        return gone.isEmpty();
    }

    private Optional<Problem> ask(ImageReference version, List<String> notes) {
        if (registries.isEmpty()) {
            notes.add("nobody was asked whether " + version + " can still be pulled: " + untold);
            return Optional.empty();
        }
        try {
            return exists(registries.get().forImage(version.name()), version)
                    ? Optional.empty()
                    : Optional.of(gone(version));
        } catch (RegistryException e) {
            if (e.kind() == RegistryException.Kind.NOT_FOUND) {
                return Optional.of(gone(version));
            }
            notes.add("it is not known whether " + version + " can still be pulled: " + e.problem());
            return Optional.empty();
        } catch (FairleadException e) {
            notes.add("it is not known whether " + version + " can still be pulled: " + e.problem());
            return Optional.empty();
        }
    }

    private static boolean exists(Registry registry, ImageReference version) {
        if (version.digest().isPresent()) {
            registry.details(version.name(), version.digest().get().toString());
            return true;
        }
        return version.tag()
                .filter(tag -> registry.find(version.name(), tag).isPresent())
                .isPresent();
    }

    private static Problem gone(ImageReference version) {
        return new Problem(
                version.toString(),
                "it held " + version + " before, which the registry does not have any more",
                "name another version with --to, or push that one again");
    }
}
