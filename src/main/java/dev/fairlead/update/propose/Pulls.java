package dev.fairlead.update.propose;

import dev.fairlead.configrepo.CommitInfo;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.update.hold.Delivery;
import dev.fairlead.update.hold.Holds.Answer;
import dev.fairlead.update.pending.GroupCommit;
import dev.fairlead.update.pending.Marker;
import dev.fairlead.update.pending.Proposal;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pull requests from a group's branch. The forge is asked when the first of them is wanted. */
public final class Pulls {
    /** Refusals older than these are forgotten. */
    private static final int LIMIT = 50;

    private final Optional<Forge> forge;
    private final OpenPulls openPulls;
    private final String branch;
    private final Function<GitId, Optional<CommitInfo>> commits;
    private final BooleanSupplier lost;
    private @Nullable Boolean lostItsBranch;
    private @Nullable List<PullRequest> known;

    /**
     * The pull requests from a branch.
     *
     * @param openPulls what is open in the repository
     * @param commits reads a commit, or nothing where the remote does not give it any more
     * @param lost whether the remote has no such branch; asked only where it matters
     */
    public Pulls(
            Optional<Forge> forge,
            OpenPulls openPulls,
            String branch,
            Function<GitId, Optional<CommitInfo>> commits,
            BooleanSupplier lost) {
        this.forge = forge;
        this.openPulls = openPulls;
        this.branch = branch;
        this.commits = commits;
        this.lost = lost;
    }

    private List<PullRequest> all() {
        List<PullRequest> found = known;
        if (found == null) {
            found = forge.map(open ->
                            open.find(PullRequestQuery.all().from(branch).atMost(LIMIT)))
                    .orElse(List.of());
            known = found;
        }
        return found;
    }

    /** The one that is open into this base. */
    Optional<PullRequest> open(String base) {
        return all().stream()
                .filter(pull -> pull.open() && pull.base().equals(base))
                .findFirst();
    }

    /** What the one of ours proposes that is open into this base. */
    public Optional<List<Proposal>> proposed(String base) {
        return open(base)
                .flatMap(pull ->
                        marker(pull).map(marker -> proposals(pull, marker).toList()));
    }

    /** Whether one was merged with this commit at its head. */
    public boolean hasMerged(GitId head) {
        return all().stream()
                .anyMatch(pull ->
                        pull.state() == State.MERGED && pull.headCommit().equals(head.toString()));
    }

    /** Those of ours that are open into another base: the configuration was changed. */
    List<PullRequest> openElsewhere(String base) {
        return all().stream()
                .filter(pull -> pull.open()
                        && !pull.base().equals(base)
                        && pull.marker().isPresent())
                .toList();
    }

    /**
     * What people answered to what we proposed, the newest first. What we closed ourselves, since nothing was pending any
     * more, is no answer.
     */
    public List<Answer> answers() {
        boolean refusals = all().stream().anyMatch(this::refused);
        return !refusals ? List.of() : all().stream().flatMap(this::answers).toList();
    }

    private boolean refused(PullRequest pull) {
        boolean ended = pull.state() == State.CLOSED || (pull.open() && lostItsBranch());
        return ended && meantToStay(pull);
    }

    /** Whether it is ours, and not one that we mean to close. */
    static boolean meantToStay(PullRequest pull) {
        return marker(pull).filter(marker -> !marker.withdrawn()).isPresent();
    }

    /** Some forges keep a pull request open whose branch somebody deleted. */
    private boolean lostItsBranch() {
        Boolean known = lostItsBranch;
        if (known == null) {
            known = lost.getAsBoolean();
            lostItsBranch = known;
        }
        return known;
    }

    /** Those of ours that are open without a branch: somebody deleted it, or a run of ours was killed in between. */
    List<PullRequest> withoutBranch() {
        List<PullRequest> asked = known;
        return (asked == null ? openPulls.from(branch) : asked)
                .stream()
                        .filter(pull -> pull.open() && pull.marker().isPresent() && lostItsBranch())
                        .toList();
    }

    private Stream<Answer> answers(PullRequest pull) {
        boolean refused = refused(pull);
        String how = (pull.open() ? "lost its branch, which somebody deleted: " : "was closed: ") + pull.url();
        Stream<Proposal> proposed = refused || pull.state() == State.MERGED
                ? marker(pull).stream().flatMap(marker -> proposals(pull, marker))
                : pull.open() ? openProposals(pull) : Stream.empty();
        return proposed.map(proposal -> new Answer(proposal, how, pull.headCommit(), refused));
    }

    /** One that a person opened from our branch proposes what the branch holds. */
    private Stream<Proposal> openProposals(PullRequest pull) {
        return marker(pull)
                .map(marker -> proposals(pull, marker))
                .orElseGet(() -> commits.apply(GitId.of(pull.headCommit())).stream()
                        .flatMap(commit -> GroupCommit.proposals(commit.message()).stream()));
    }

    /** What reached the base through them. */
    public List<Delivery> merged() {
        return all().stream()
                .filter(pull ->
                        pull.state() == State.MERGED && pull.mergeCommit().isPresent())
                .flatMap(pull -> marker(pull).stream()
                        .flatMap(marker -> proposals(pull, marker))
                        .map(proposal -> new Delivery(
                                proposal,
                                GitId.of(pull.mergeCommit().get()),
                                pull.closedAt().orElse(pull.updatedAt()))))
                .toList();
    }

    static Optional<Marker> marker(PullRequest pull) {
        return pull.marker().flatMap(Marker::read);
    }

    /** The marker tells what was proposed, unless that is too much for it: then the commit at the head does. */
    private Stream<Proposal> proposals(PullRequest pull, Marker marker) {
        if (marker.whole()) {
            return marker.proposals().stream();
        }
        return commits
                .apply(GitId.of(pull.headCommit()))
                .map(commit -> GroupCommit.proposals(commit.message()))
                .orElse(marker.proposals())
                .stream();
    }
}
