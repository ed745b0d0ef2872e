package dev.fairlead.update;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.update.choose.Question;
import dev.fairlead.update.config.Environment;
import dev.fairlead.update.config.ImageRule;
import dev.fairlead.update.config.PathPattern;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.Stage;
import dev.fairlead.update.config.Stage.Promotion;
import dev.fairlead.update.config.UpdateEntry;
import dev.fairlead.update.pending.Subject;
import dev.fairlead.update.plan.UpdateGroup;
import dev.fairlead.update.plan.Want;
import dev.fairlead.update.promote.PromotionOrder;
import dev.fairlead.update.source.SourcedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes groups of wants from the entries of a configuration or of the arguments. */
final class Entries {
    private final UpdateRequest request;
    private final ManifestSettings settings;
    private final List<Environment> environments;
    private final Map<ImageName, ImageReference> told;

    /** @param settings the fields that the entries' targets describe, all together */
    Entries(UpdateRequest request, ManifestSettings settings, List<Environment> environments) {
        this.environments = environments;
        this.request = request;
        this.settings = settings;
        this.told = request.told().stream()
                .collect(Collectors.toMap(ImageReference::name, reference -> reference, (first, second) -> second));
    }

    /** Every target that any of the entries describes. */
    static ManifestSettings settings(List<UpdateEntry> entries) {
        return new ManifestSettings(
                entries.stream()
                        .flatMap(entry -> entry.manifests().customFields().stream())
                        .distinct()
                        .toList(),
                entries.stream()
                        .flatMap(entry -> entry.manifests().textPatterns().stream())
                        .toList(),
                false);
    }

    /** What of an entry belongs to one group. */
    private record Part(String group, UpdateEntry entry, List<Want> wants) {
        String scope() {
            Set<Scope> scopes = wants.stream().map(Want::scope).collect(Collectors.toSet());
            return (scopes.size() == 1 ? scopes.iterator().next() : entry.scope()).toString();
        }
    }

    /**
     * The groups, in the order of their first entries.
     *
     * @param sourced the images that entries find in the repository, by the entries' names
     */
    List<UpdateGroup> groups(List<UpdateEntry> entries, Map<String, List<SourcedImage>> sourced, String defaultBranch) {
        Map<String, List<Part>> byGroup = new LinkedHashMap<>();
        entries.stream()
                .flatMap(entry -> parts(entry, sourced.getOrDefault(entry.name(), List.of())).stream())
                .forEach(part -> byGroup.computeIfAbsent(part.group(), any -> new ArrayList<>())
                        .add(part));
        return byGroup.entrySet().stream()
                .map(group -> group(group.getKey(), group.getValue(), defaultBranch))
                .toList();
    }

    private static UpdateGroup group(String name, List<Part> parts, String defaultBranch) {
        var delivery = parts.get(0).entry().delivery();
        for (Part part : parts) {
            if (!part.entry().delivery().equals(delivery)) {
                throw new FairleadException(new Problem(
                        part.entry().place(),
                        "the group '" + name + "' is delivered otherwise by the entry at "
                                + parts.get(0).entry().place(),
                        "name one of the groups otherwise, or give both entries the same delivery"));
            }
        }
        return new UpdateGroup(
                name,
                delivery,
                delivery.baseBranch().orElse(defaultBranch),
                parts.stream().flatMap(part -> part.wants().stream()).toList(),
                parts.stream().map(Part::scope).distinct().collect(Collectors.joining("; ")));
    }

    private List<Part> parts(UpdateEntry entry, List<SourcedImage> sourced) {
        List<Want> wants = wants(entry, sourced);
        return switch (entry.grouping()) {
            case ENTRY -> List.of(new Part(entry.group(), entry, wants));
            case IMAGE -> parts(entry, wants, want -> want.image().repository());
            case POLICY -> parts(entry, wants, Entries::policy);
            case PATH ->
                entry.scope().paths().stream()
                        .map(path -> part(entry, wants, path))
                        .toList();
        };
    }

    private static List<Part> parts(UpdateEntry entry, List<Want> wants, Function<Want, String> key) {
        Map<String, List<Want>> byName = new LinkedHashMap<>();
        wants.forEach(
                want -> byName.computeIfAbsent(GroupName.of(entry.group(), key.apply(want)), any -> new ArrayList<>())
                        .add(want));
        return byName.entrySet().stream()
                .map(part -> new Part(part.getKey(), entry, part.getValue()))
                .toList();
    }

    private static Part part(UpdateEntry entry, List<Want> wants, PathPattern path) {
        Scope narrow = new Scope(List.of(path), entry.scope().excluded());
        return new Part(
                GroupName.of(entry.group(), path.toString()),
                entry,
                wants.stream().map(want -> want.in(narrow)).toList());
    }

    private static String policy(Want want) {
        return want.question()
                .selector()
                .map(selector -> selector.policy().toString())
                .orElse("told");
    }

    /** The wants of an entry in a group; all of them where the group is none of its own. */
    List<Want> wants(UpdateEntry entry, String group) {
        List<Part> parts = parts(entry, List.of());
        return parts.stream()
                .filter(part -> part.group().equals(group))
                .findFirst()
                .map(Part::wants)
                .orElseGet(() -> wants(entry, List.of()));
    }

    private List<Want> wants(UpdateEntry entry, List<SourcedImage> sourced) {
        List<Want> wants = new ArrayList<>();
        entry.images().forEach(rule -> wants.add(want(entry, new SourcedImage(rule, Optional.empty()))));
        sourced.forEach(image -> wants.add(want(entry, image)));
        return wants;
    }

    private Want want(UpdateEntry entry, SourcedImage image) {
        ImageRule rule = image.rule();
        Optional<Stage> stage = entry.stage().map(this::asOrdered);
        boolean promoted = stage.flatMap(Stage::promotion).isPresent();
        Optional<ImageReference> version = promoted ? Optional.empty() : Optional.ofNullable(told.get(rule.image()));
        Subject subject = entry.place().equals(ArgumentEntry.PLACE)
                ? Subject.ofArguments(rule.image(), entry.scope())
                : Subject.ofEntry(entry.name(), rule.image(), image.policy());
        Want want = new Want(
                subject,
                new Question(rule.image(), rule.selector(), version, request.toldBy())
                        .verifying(rule.style().verify()),
                rule.style(),
                entry.scope(),
                settings,
                entry.addToOverlays(),
                asked(rule));
        return stage.map(want::of).orElse(want);
    }

    /** The part of an entry with what a person wants otherwise of its promotion. */
    private Stage asOrdered(Stage stage) {
        Optional<PromotionOrder> order =
                request.promotion().filter(wanted -> wanted.to().equals(stage.environment()));
        Optional<Promotion> promotion = order.flatMap(PromotionOrder::from)
                .map(from -> from(from, stage))
                .or(stage::promotion);
        return new Stage(
                stage.entry(),
                stage.environment(),
                order.filter(PromotionOrder::now).isPresent() ? promotion.map(Promotion::now) : promotion);
    }

    private Promotion from(String name, Stage stage) {
        Optional<Promotion> configured =
                stage.promotion().filter(known -> known.from().equals(name));
        return configured.orElseGet(() -> environments.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .map(known -> new Promotion(
                        name,
                        known.scope(),
                        stage.promotion().map(Promotion::soak).orElse(Duration.ZERO),
                        stage.promotion().map(Promotion::health).orElse(List.of())))
                .orElseThrow(() -> new FairleadException(new Problem(
                        "--from " + name,
                        "the configuration has no such environment",
                        "name one of "
                                + environments.stream().map(Environment::name).collect(Collectors.joining(", "))))));
    }

    private boolean asked(ImageRule rule) {
        boolean named = request.onlyImages().isEmpty() || request.onlyImages().contains(rule.image());
        boolean byArguments = request.arguments().isPresent() && rule.selector().isPresent();
        return named && (told.isEmpty() || told.containsKey(rule.image()) || byArguments);
    }
}
