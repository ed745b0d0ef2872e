package dev.fairlead.update;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.configrepo.Contents;
import dev.fairlead.configrepo.FileEntry;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.update.choose.Chooser;
import dev.fairlead.update.choose.Gates;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.Stage;
import dev.fairlead.update.config.Stage.Promotion;
import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.config.UpdateEntry;
import dev.fairlead.update.config.read.ConfigException;
import dev.fairlead.update.config.read.ConfigReader;
import dev.fairlead.update.dashboard.Dashboard;
import dev.fairlead.update.dashboard.Ticks;
import dev.fairlead.update.fields.FieldIndex;
import dev.fairlead.update.fields.Search;
import dev.fairlead.update.pending.BranchState;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.pending.Subject;
import dev.fairlead.update.plan.UpdateGroup;
import dev.fairlead.update.plan.Want;
import dev.fairlead.update.propose.OpenPulls;
import dev.fairlead.update.propose.Orphans;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.Step;
import dev.fairlead.update.report.UpdateReport;
import dev.fairlead.update.source.Sourced;
import dev.fairlead.update.source.SourcedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run, from its request to its report. */
final class UpdateRun {
    private UpdateRequest request;
    private final UpdateEnvironment environment;
    private final Refs refs;
    private final Instant now;
    private final List<String> notes = new ArrayList<>();
    private final OpenPulls openPulls;
    private boolean sourcesAreKnown = true;
    private String configuredOn = "";
    private Optional<Dashboard> dashboard = Optional.empty();

    UpdateRun(UpdateRequest request, UpdateEnvironment environment) {
        this.request = request;
        this.environment = environment.tellingTo(new OneAtATime(environment.listener()));
        this.refs = new Refs(environment.repo());
        this.now = environment.clock().instant();
        this.openPulls = new OpenPulls(environment.forge());
    }

    UpdateReport run() {
        environment.repo().location().warning().ifPresent(notes::add);
        String defaultBranch = request.arguments()
                .flatMap(entry -> entry.delivery().baseBranch())
                .orElseGet(() ->
                        refs.defaultBranch(contents(request.arguments().stream().map(UpdateEntry::scope))));
        Optional<UpdateConfig> config =
                request.arguments().isPresent() ? Optional.empty() : Optional.of(configured(defaultBranch));
        config.flatMap(UpdateConfig::dashboard)
                .filter(title -> request.isWhole())
                .ifPresent(this::readDashboard);
        List<UpdateEntry> all = config.map(UpdateConfig::entries)
                .orElseGet(() -> request.arguments().stream().toList());
        ManifestSettings settings = Entries.settings(all);
        Entries entries = new Entries(
                request, settings, config.map(UpdateConfig::environments).orElse(List.of()));
        Map<String, List<SourcedImage>> sourced = sourced(all, settings, defaultBranch);
        List<UpdateGroup> known = entries.groups(all, sourced, defaultBranch);
        List<UpdateGroup> groups = wanted(known);
        refs.fetchMissing(allRefs(groups), contents(scopes(groups)));
        expectHistories(groups);
        environment.listener().reached(Step.FETCHED, "");
        UpdateReport report = report(groups, entries, settings, config.or(() -> besideArguments(groups)));
        if (request.isWhole() && sourcesAreKnown) {
            report = report.withNotes(withdrawOrphans(known));
        }
        return withDashboard(report);
    }

    private List<String> withdrawOrphans(List<UpdateGroup> known) {
        Set<String> branches = known.stream().map(UpdateGroup::branch).collect(Collectors.toSet());
        return environment
                .forge()
                .map(forge -> new Orphans(forge, openPulls, request.configFile()).withdraw(branches))
                .orElse(List.of());
    }

    private UpdateReport withDashboard(UpdateReport report) {
        List<String> unwritten =
                dashboard.flatMap(board -> board.write(report)).stream().toList();
        return unwritten.isEmpty() ? report : report.withNotes(unwritten);
    }

    private void readDashboard(String title) {
        dashboard = Dashboard.read(environment.forge(), title, notes);
        for (ImageReference version : ticks().released()) {
            request = request.releasing(new Release(version.name(), version.tag()));
        }
    }

    private Ticks ticks() {
        return dashboard.map(Dashboard::ticks).orElse(Ticks.NONE);
    }

    private UpdateReport report(
            List<UpdateGroup> groups, Entries entries, ManifestSettings settings, Optional<UpdateConfig> config) {
        List<GroupReport> reports = new ArrayList<>();
        if (!groups.isEmpty()) {
            Chooser chooser = new Chooser(
                    environment.registries().with(registries(config, groups.get(0))),
                    now,
                    gates(config, groups.get(0)));
            RunContext context = new RunContext(
                    request,
                    environment,
                    refs,
                    config,
                    chooser,
                    search(groups, settings),
                    longestSoak(groups),
                    now,
                    openPulls,
                    ticks().groups());
            ask(groups, context);
            reports.addAll(new Groups(context.groupsAtOnce(), group -> {
                        endWhereInterrupted(true);
                        return new GroupRun(context, group, entries).run();
                    })
                    .run(groups));
            endWhereInterrupted(!reports.stream().allMatch(GroupReport::fine));
            UnreadFiles.note(context.indexes(), reports).ifPresent(notes::add);
        }
        return new UpdateReport(environment.repo().location().toString(), request.dryRun(), reports, notes);
    }

    /** An interruption looks like a failure of the registry or group that it met; it means the whole run. */
    private static void endWhereInterrupted(boolean unfinished) {
        if (unfinished && Thread.currentThread().isInterrupted()) {
            throw new FairleadException(new Problem("", "the run was interrupted", "run again"));
        }
    }

    /** What the configuration says of registries; a run by arguments does without what cannot be had. */
    private UnaryOperator<RegistrySettings> registries(Optional<UpdateConfig> config, UpdateGroup first) {
        try {
            return RegistryRules.adjustment(
                    config.map(UpdateConfig::registries).orElse(List.of()), refs.base(first.baseBranch()));
        } catch (FairleadException e) {
            if (request.arguments().isEmpty()) {
                throw e;
            }
            notes.add(e.problem() + " (this run by arguments goes on without what the file says of registries)");
            return UnaryOperator.identity();
        }
    }

    /** A run by arguments keeps to the rules that count for entries which say nothing else. */
    private Gates gates(Optional<UpdateConfig> config, UpdateGroup first) {
        boolean byArguments = request.arguments().isPresent();
        return config.map(known -> SignatureGates.of(
                        known,
                        byArguments ? known.verify() : List.of(),
                        byArguments || configuredOn.isEmpty() ? refs.base(first.baseBranch()) : refs.base(configuredOn),
                        environment.verified(),
                        now))
                .orElse(Gates.OPEN);
    }

    private UpdateConfig configured(String branch) {
        configuredOn = branch;

        refs.fetchMissing(List.of("refs/heads/" + branch), Contents.LISTING);
        return config(refs.base(branch))
                .orElseThrow(() -> new FairleadException(new Problem(
                        environment.repo().location() + " " + branch,
                        "there is no " + request.configFile(),
                        "commit one (docs/configuration.md), or name an image with --image")));
    }

    private Optional<UpdateConfig> config(Snapshot base) {
        Optional<FileEntry> file =
                base.find(request.configFile()).filter(entry -> entry.kind().isFile());
        return file.map(
                entry -> ConfigReader.read(request.configFile(), new String(base.read(entry), StandardCharsets.UTF_8)));
    }

    /**
     * What the repository's configuration says beside a run by arguments: of its registries, its holds, and the entries
     * whose proposals on the same branch stay. A file that cannot be read stops the run only where it would lose these.
     */
    private Optional<UpdateConfig> besideArguments(List<UpdateGroup> groups) {
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        try {
            return config(refs.base(groups.get(0).baseBranch()));
        } catch (ConfigException e) {
            if (pending(groups).stream()
                    .anyMatch(known -> known.subject().entry().isPresent())) {
                throw e;
            }
            notes.add(
                    e.problem() + " (this run by arguments goes on without its registries, holds and signature rules)");
            return Optional.empty();
        }
    }

    private Map<String, List<SourcedImage>> sourced(
            List<UpdateEntry> entries, ManifestSettings settings, String defaultBranch) {
        Map<String, List<SourcedImage>> found = new HashMap<>();
        for (UpdateEntry entry : entries) {
            if (!entry.policiesFrom().isEmpty()) {
                String base = entry.delivery().baseBranch().orElse(defaultBranch);
                refs.fetchMissing(List.of("refs/heads/" + base), Contents.LISTING);
                Sourced sourced = Sources.of(environment.repo(), refs.base(base), entry, settings);
                found.put(entry.name(), sourced.images());
                sourcesAreKnown &= sourced.refused().isEmpty();
                sourced.refused().forEach(problem -> notes.add(problem.toString()));
                notes.addAll(sourced.notes());
            }
        }
        return found;
    }

    /** The groups that this run asks about. */
    private List<UpdateGroup> wanted(List<UpdateGroup> groups) {
        Set<String> names = groups.stream().map(UpdateGroup::name).collect(Collectors.toSet());
        for (String name : request.onlyGroups()) {
            if (!names.contains(name)) {
                throw new FairleadException(new Problem(
                        "group '" + name + "'",
                        "the configuration has no such group",
                        "name one of "
                                + String.join(", ", names.stream().sorted().toList())));
            }
        }
        requireEnvironment(groups);
        Set<ImageName> known = groups.stream()
                .flatMap(group -> group.wants().stream())
                .map(Want::image)
                .collect(Collectors.toSet());
        for (ImageReference version : request.told()) {
            if (!known.contains(version.name())) {
                throw new FairleadException(new Problem(
                        version.toString(),
                        "no entry of the configuration names this image",
                        "add an entry for it, or run by arguments alone"));
            }
        }
        return groups.stream()
                .filter(group ->
                        request.onlyGroups().isEmpty() || request.onlyGroups().contains(group.name()))
                .filter(group -> group.wants().stream().anyMatch(Want::asked))
                .filter(this::promoted)
                .toList();
    }

    private boolean promoted(UpdateGroup group) {
        return request.promotion()
                .map(order -> group.wants().stream()
                        .flatMap(want -> want.stage().stream())
                        .anyMatch(stage -> stage.environment().equals(order.to())))
                .orElse(true);
    }

    private void requireEnvironment(List<UpdateGroup> groups) {
        request.promotion()
                .filter(order -> groups.stream().noneMatch(this::promoted))
                .ifPresent(order -> {
                    throw new FairleadException(new Problem(
                            "--to " + order.to(),
                            "no entry of the configuration names this environment",
                            "name one of "
                                    + groups.stream()
                                            .flatMap(group -> group.wants().stream())
                                            .flatMap(want -> want.stage().stream())
                                            .map(Stage::environment)
                                            .distinct()
                                            .collect(Collectors.joining(", "))));
                });
    }

    private static Duration longestSoak(List<UpdateGroup> groups) {
        return groups.stream()
                .flatMap(group -> group.wants().stream())
                .flatMap(want -> want.promotion().stream())
                .map(Promotion::soak)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static List<String> allRefs(List<UpdateGroup> groups) {
        return groups.stream()
                .flatMap(group -> group.refs().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** A version that a build tells is most often new, and then the base's history is asked what people did to it. */
    private void expectHistories(List<UpdateGroup> groups) {
        if (!request.told().isEmpty()) {
            groups.stream()
                    .map(UpdateGroup::baseBranch)
                    .distinct()
                    .flatMap(branch -> refs.branch(branch).stream())
                    .forEach(base -> environment.repo().expectHistory(base.id()));
        }
    }

    private static Stream<Scope> scopes(List<UpdateGroup> groups) {
        return groups.stream().flatMap(group -> group.wants().stream()).map(Want::scope);
    }

    private static Contents contents(Stream<Scope> scopes) {
        return scopes.anyMatch(Scope::everywhere) ? Contents.FILES : Contents.LISTING;
    }

    /** What is pending on the groups' branches. */
    private List<Proposal> pending(List<UpdateGroup> groups) {
        return groups.stream()
                .filter(group -> !group.branch().equals(group.baseBranch()))
                .flatMap(group -> refs.branch(group.branch()).stream()
                        .map(head -> refs.state(head, refs.base(group.baseBranch()))))
                .map(BranchState::proposals)
                .flatMap(List::stream)
                .toList();
    }

    private Search search(List<UpdateGroup> groups, ManifestSettings settings) {
        List<Want> wants =
                groups.stream().flatMap(group -> group.wants().stream()).toList();
        List<Proposal> pending = pending(groups);
        Set<Scope> scopes = wants.stream().map(Want::scope).collect(Collectors.toCollection(HashSet::new));
        Set<ImageName> images = wants.stream().map(Want::image).collect(Collectors.toCollection(HashSet::new));
        wants.forEach(want -> want.promotion().ifPresent(from -> scopes.add(from.scope())));
        pending.forEach(proposal -> {
            images.add(proposal.subject().image());
            if (proposal.subject().entry().isEmpty()) {
                scopes.add(proposal.subject().scope());
            }
        });
        return new Search(
                settings,
                scopes,
                images,
                wants.stream().flatMap(want -> want.policy().stream()).collect(Collectors.toSet()),
                false);
    }

    /** Asks registries in parallel, before the groups are planned. */
    private void ask(List<UpdateGroup> groups, RunContext context) {
        Map<Subject, Proposal> pending = new HashMap<>();
        List<Asking.Item> items = new ArrayList<>();
        for (UpdateGroup group : groups) {
            FieldIndex index = context.index(group.baseBranch(), refs.base(group.baseBranch()));
            pending(List.of(group)).forEach(known -> pending.put(known.subject(), known));
            for (Want want : group.wants()) {
                if (want.asked()
                        && want.promotion().isEmpty()
                        && !want.question().open()) {
                    Set<Tag> held = tags(want, index);
                    Optional.ofNullable(pending.get(want.subject()))
                            .ifPresent(known -> held.add(known.version().tag()));
                    items.add(new Asking.Item(want.question(), held));
                }
            }
        }
        environment.listener().reached(Step.FIELDS_FOUND, "");
        new Asking(context.chooser(), environment.parallel(), environment.listener()).ask(items);
        environment.listener().reached(Step.VERSIONS_CHOSEN, "");
    }

    private static Set<Tag> tags(Want want, FieldIndex index) {
        List<ImageField> fields = want.policy().map(index::marked).orElseGet(() -> index.of(want.image()));
        return fields.stream()
                .filter(want::means)
                .flatMap(field -> field.tag().flatMap(Tag::tryParse).stream())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
