package dev.fairlead.update.rollback;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.configrepo.FileEntry;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.ManifestFile;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.manifest.Manifests;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.update.Amendment;
import dev.fairlead.update.UpdateEnvironment;
import dev.fairlead.update.config.Environment;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.config.read.ConfigException;
import dev.fairlead.update.config.read.ConfigReader;
import dev.fairlead.update.fields.FieldIndex;
import dev.fairlead.update.fields.Search;
import dev.fairlead.update.plan.FileEdit;
import dev.fairlead.update.plan.GroupPlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans a rollback against a state of the repository. */
final class RollbackPlanner {
    private final RollbackRequest request;
    private final UpdateEnvironment environment;

    RollbackPlanner(RollbackRequest request, UpdateEnvironment environment) {
        this.request = request;
        this.environment = environment;
    }

    /** What is known of the repository before its history is looked at. */
    private record Ground(Optional<UpdateConfig> config, List<String> notes, Scope scope, ManifestSettings settings) {}

    Amendment.Draft plan(Snapshot base, Snapshot onto) {
        Ground ground = ground(base);
        Set<ImageName> images = request.image().map(Set::of).orElseGet(() -> images(base, ground));
        FieldIndex index = environment
                .memory()
                .index(
                        environment.repo(),
                        base,
                        new Search(ground.settings(), Set.of(ground.scope()), images, Set.of(), false));
        HeldVersions held =
                new HeldVersions(ground.config(), environment.clock().instant());
        request.to().ifPresent(tag -> held.refuse(request.image().orElseThrow(), tag));
        WayBack.Found found =
                new WayBack(request, new Past(environment.repo(), base), index, images, held::holds).find(index);
        List<Problem> refused = new ArrayList<>(found.unknown());
        List<String> notes = new ArrayList<>(ground.notes());
        notes.addAll(found.notes());
        Existence existence = new Existence(environment, ground.config(), base);
        List<WayBack.Step> steps = found.steps().stream()
                .filter(step -> existence.check(step, refused, notes))
                .toList();
        if (steps.isEmpty() && refused.isEmpty()) {
            notes.add(notes.isEmpty() ? "no field there holds what is to be left" : "nothing goes back");
        }
        FieldWriter fields = new FieldWriter(ground.settings(), index.at(onto));
        fields.write(steps);
        refused.addAll(fields.refused());
        HoldWriter holds = new HoldWriter(request, held);
        List<FileEdit> edits = new ArrayList<>(fields.edits());
        holds.edit(onto, fields.done(steps)).ifPresent(edits::add);
        notes.addAll(holds.notes());
        if (fields.done(steps).isEmpty() && !refused.isEmpty()) {
            throw new FairleadException(refused.get(0));
        }
        RollbackText text = new RollbackText(request, fields.done(steps), holds.held());
        return new Amendment.Draft(
                text.title(), text.message(), GroupPlan.told(text.story(), edits, fields.changes(), refused, notes));
    }

    private Ground ground(Snapshot base) {
        List<String> notes = new ArrayList<>();
        Optional<UpdateConfig> config = config(base, notes);
        Optional<Scope> place =
                request.environment().map(name -> environment(config, name).scope());
        if (place.isPresent() && !request.scope().everywhere()) {
            throw new FairleadException(new Problem(
                    "--environment " + request.environment().get(),
                    "paths are named, too",
                    "name the environment, or the paths"));
        }
        return new Ground(
                config,
                notes,
                place.orElse(request.scope()),
                config.map(UpdateConfig::manifests).orElse(ManifestSettings.STANDARD));
    }

    /** Who goes back is in a hurry: a configuration that cannot be read stops only what depends on it. */
    private Optional<UpdateConfig> config(Snapshot base, List<String> notes) {
        Optional<FileEntry> file =
                base.find(request.configFile()).filter(entry -> entry.kind().isFile());
        try {
            return file.map(entry ->
                    ConfigReader.read(request.configFile(), new String(base.read(entry), StandardCharsets.UTF_8)));
        } catch (ConfigException e) {
            if (request.environment().isPresent()) {
                throw e;
            }
            notes.add(e.problem() + " (the rollback goes on without it)");
            return Optional.empty();
        }
    }

    private Environment environment(Optional<UpdateConfig> config, String name) {
        List<Environment> known = config.map(UpdateConfig::environments).orElse(List.of());
        return known.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new FairleadException(new Problem(
                        request.configFile(),
                        "it has no environment '" + name + "'",
                        known.isEmpty()
                                ? "write 'environments' (docs/promotion.md), or name paths with --path"
                                : "name one of "
                                        + known.stream().map(Environment::name).collect(Collectors.joining(", ")))));
    }

    /** Every image that a file of the scope names. */
    private static Set<ImageName> images(Snapshot base, Ground ground) {
        List<String> roots = ground.scope().roots();
        List<FileEntry> entries = (roots.isEmpty()
                        ? base.list().stream()
                        : roots.stream()
                                .flatMap(root -> java.util.stream.Stream.concat(
                                        base.find(root).stream(), base.list(root).stream())))
                .filter(entry -> entry.kind().isFile() && ground.scope().contains(entry.path()))
                .toList();
        List<ManifestFile> files = new ArrayList<>();
        base.read(entries, (entry, bytes) -> {
            synchronized (files) {
                files.add(ManifestFile.of(entry.path(), bytes));
            }
        });
        return Manifests.with(ground.settings()).scan(files).fields().stream()
                .map(ImageField::name)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }
}
