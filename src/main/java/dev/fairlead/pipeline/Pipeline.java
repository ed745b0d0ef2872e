package dev.fairlead.pipeline;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitEnvironment;
import dev.fairlead.configrepo.RetryPolicy;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageMetadata;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageProposal;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ProposalPrinter;
import dev.fairlead.image.Tag;
import dev.fairlead.image.TagTemplate;
import dev.fairlead.pipeline.access.Access;
import dev.fairlead.pipeline.access.Connections;
import dev.fairlead.pipeline.access.Login;
import dev.fairlead.pipeline.order.MetadataOrder;
import dev.fairlead.pipeline.order.RepositoryOrder;
import dev.fairlead.pipeline.order.SyncOrder;
import dev.fairlead.pipeline.order.TagOrder;
import dev.fairlead.pipeline.order.UpdateOrder;
import dev.fairlead.pipeline.result.ImageFacts;
import dev.fairlead.pipeline.result.NewestTag;
import dev.fairlead.pipeline.result.PullRequestView;
import dev.fairlead.pipeline.result.ReachedRepository;
import dev.fairlead.pipeline.result.SyncState;
import dev.fairlead.pipeline.sync.SyncCheck;
import dev.fairlead.selection.Chosen;
import dev.fairlead.selection.DowngradeGuard;
import dev.fairlead.selection.GuardVerdict;
import dev.fairlead.selection.Selection;
import dev.fairlead.selection.SelectionRequest;
import dev.fairlead.selection.Selections;
import dev.fairlead.selection.Selector;
import dev.fairlead.selection.TagPolicy;
import dev.fairlead.update.NetworkRegistries;
import dev.fairlead.update.UpdateEnvironment;
import dev.fairlead.update.Updates;
import dev.fairlead.update.report.UpdateListener;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The steps of a CI pipeline. Each call is one step's work, from its order to its result; it blocks, keeps nothing open, and
 * ends early when its thread is interrupted. Everything that goes wrong is a {@link FairleadException} with place, cause and
 * remedy, and no secret in it.
 */
public final class Pipeline {
    private static final String BRANCHES = "refs/heads/";

    private final Access access;
    private final Connections connections;

    private Pipeline(Access access) {
        this.access = access;
        this.connections = new Connections(access);
    }

    /** A pipeline that may use this. */
    public static Pipeline with(Access access) {
        return new Pipeline(access);
    }

    /**
     * What a build should call its image.
     *
     * @param folder of the sources that are built
     */
    public ImageFacts metadata(MetadataOrder order, Path folder) {
        List<TagTemplate> templates = order.templates().isEmpty()
                ? List.of(TagTemplate.DEFAULT, TagTemplate.SEMVER)
                : Parameter.read(
                        "templates",
                        () -> order.templates().stream().map(TagTemplate::parse).toList());
        ImageMetadata metadata = ImageMetadata.read(folder, access.environment(), Instant.now());
        ImageProposal proposal = ImageProposal.of(metadata, templates)
                .named(
                        Parameter.read("repository", () -> order.repository().map(ImageName::parse)),
                        Parameter.read("digest", () -> order.digest().map(Digest::parse)));
        if (proposal.tags().isEmpty()) {
            throw new FairleadException(proposal.withheld().get(0));
        }
        return new ImageFacts(
                proposal.reference().map(ImageReference::toString),
                proposal.tags().get(0).value(),
                proposal.tags().stream().map(Tag::value).toList(),
                proposal.labels(),
                ProposalPrinter.arguments(proposal),
                metadata.commit(),
                metadata.branch(),
                metadata.version(),
                notes(order, proposal));
    }

    /** That a default template does not fit needs no word; one that was asked for does. */
    private static List<String> notes(MetadataOrder order, ImageProposal proposal) {
        Stream<String> withheld = order.templates().isEmpty()
                ? Stream.of()
                : proposal.withheld().stream().map(Problem::toString);
        return Stream.concat(proposal.metadata().notes().stream(), withheld).toList();
    }

    /**
     * The newest tag of an image by a policy.
     *
     * @throws FairleadException if no tag is acceptable, or going to it from the order's tag would be a downgrade
     */
    public NewestTag newestTag(TagOrder order) {
        ImageReference image = Parameter.read("image", () -> ImageReference.parse(order.image()));
        TagPolicy policy = Parameter.read("select", () -> TagPolicy.parse(order.select()));
        Selector selector = new Selector(policy, Parameter.filter(order.filter()));
        SelectionRequest request = SelectionRequest.of(image.name(), selector, Instant.now())
                .holding(image.tag().stream().toList());
        try (NetworkRegistries registries = connections.registries()) {
            Selection selection = Selections.select(
                    request, registries.with(settings -> settings).forImage(image.name()));
            Optional<GuardVerdict> verdict = image.tag().map(tag -> DowngradeGuard.judge(selection, image, false));
            verdict.flatMap(GuardVerdict::problem).or(selection::nothing).ifPresent(problem -> {
                throw new FairleadException(problem);
            });
            return newest(selection, selection.chosen().orElseThrow());
        }
    }

    private static NewestTag newest(Selection selection, Chosen chosen) {
        ImageReference tagged = ImageReference.of(selection.image()).withTag(chosen.tag());
        ImageReference reference = chosen.digest().map(tagged::withDigest).orElse(tagged);
        return new NewestTag(
                reference.toString(),
                chosen.tag().value(),
                chosen.digest().map(Digest::toString),
                chosen.info().pushed(),
                chosen.reason() + "; " + selection.census());
    }

    /**
     * Brings a config repository up to date, by pull requests or straight.
     *
     * @param listener hears how it gets on, from several threads, one at a time
     * @throws FairleadException if the order or the repository cannot be read; what fails for one group only is in the report
     */
    public UpdateReport update(UpdateOrder order, UpdateListener listener) {
        var request = UpdateRequests.of(order);
        try (ConfigRepo repository = connections.repository(order.repository().url());
                NetworkRegistries registries = connections.registries();
                Forge forge = connections.forge(order.repository())) {
            UpdateEnvironment environment = UpdateEnvironment.of(repository, forge, registries)
                    .tellingTo(listener)
                    .withRaces(RetryPolicy.until(order.races()));
            environment = order.committer().map(environment::as).orElse(environment);
            return Updates.run(request, signed(environment));
        }
    }

    /** A signing key is the machine's own. */
    private UpdateEnvironment signed(UpdateEnvironment environment) {
        return access.git() instanceof Login.Machine
                ? new GitEnvironment(access.environment())
                        .signer()
                        .map(environment::signedBy)
                        .orElse(environment)
                : environment;
    }

    /**
     * Whether the Git server of a config repository lets this pipeline read it.
     *
     * @throws FairleadException if it does not, or the repository has no branch yet
     */
    public ReachedRepository reach(RepositoryOrder order) {
        try (ConfigRepo repository = connections.repository(order.url())) {
            int branches = repository.remoteRefs(BRANCHES).size();
            String head = repository
                    .defaultBranch()
                    .orElseThrow(() -> new FairleadException(new Problem(
                            repository.location().toString(),
                            "it can be read, and its HEAD names no branch that is there",
                            "push a first commit, or name 'baseBranch' in what updates it")));
            return new ReachedRepository(head.replaceFirst("^" + BRANCHES, ""), branches);
        }
    }

    /** How far a pull request has come on its way into clusters, now. */
    public SyncState sync(SyncOrder order) {
        try (Forge forge = connections.forge(order.repository())) {
            return new SyncCheck(forge, order).look();
        }
    }

    /** A pull request as it is now; empty where there is none. */
    public Optional<PullRequestView> pullRequest(RepositoryOrder repository, String id) {
        try (Forge forge = connections.forge(repository)) {
            return forge.get(id).map(Pipeline::view);
        }
    }

    private static PullRequestView view(PullRequest pull) {
        return new PullRequestView(
                pull.id(), pull.url(), pull.title(), pull.state().name().toLowerCase(Locale.ROOT), pull.mergeCommit());
    }
}
