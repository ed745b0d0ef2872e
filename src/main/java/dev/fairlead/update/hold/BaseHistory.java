package dev.fairlead.update.hold;

import dev.fairlead.configrepo.CommitInfo;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.image.ImageName;
import dev.fairlead.update.pending.Proposal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of our versions on the base branch, as far as the history was read: what was delivered, and what people
 * reverted.
 */
public final class BaseHistory {
    /** Nobody reads further back than this to find what was reverted. */
    private static final int REVERTS = 20;

    /** What {@code fairlead rollback} says of each version that it leaves. */
    public static final String ROLLBACK = "Fairlead-Rollback: ";

    private static final Pattern REVERT =
            Pattern.compile("(?m)^\\s*(?:Revert \"|Revert '|Roll back )|\\bThis reverts commit [0-9a-f]{7,}");

    private final Map<ImageName, List<Delivery>> deliveries;
    private final List<CommitInfo> reverts;

    private BaseHistory(List<Delivery> deliveries, List<CommitInfo> reverts) {
        this.deliveries = deliveries.stream()
                .collect(Collectors.groupingBy(
                        delivery -> delivery.proposal().subject().image()));
        this.reverts = reverts;
    }

    /**
     * Reads commits.
     *
     * @param commits of the base branch, with those that merges brought
     * @param proposals what a commit's message tells of proposals
     * @param merged what pull requests brought, for forges that squash a branch and drop what its commits said
     */
    public static BaseHistory of(
            List<CommitInfo> commits, Function<CommitInfo, List<Proposal>> proposals, List<Delivery> merged) {
        Stream<Delivery> told = commits.stream()
                .flatMap(commit -> proposals.apply(commit).stream()
                        .map(proposal -> new Delivery(proposal, commit.id(), commit.time())));
        return new BaseHistory(
                Stream.concat(told, merged.stream())
                        .sorted(Comparator.comparing(Delivery::when).reversed())
                        .toList(),
                commits.stream()
                        .filter(commit ->
                                isRevert(commit.message()) && !commit.parents().isEmpty())
                        .limit(REVERTS)
                        .toList());
    }

    /** Looks for a word first, which costs a fraction: the message of a large update is long. */
    private static boolean isRevert(String message) {
        return message.contains(ROLLBACK)
                || ((message.contains("evert") || message.contains("Roll back "))
                        && REVERT.matcher(message).find());
    }

    /** The last version of an image that was brought to a file, or may have been. */
    Optional<Delivery> last(ImageName image, String path) {
        return deliveries.getOrDefault(image, List.of()).stream()
                .filter(delivery -> !delivery.proposal().surelyLeft(path))
                .findFirst();
    }

    /** Commits that say of themselves that they revert others, the newest first. */
    List<CommitInfo> reverts() {
        return reverts;
    }

    /** The state before a revert. */
    static GitId before(CommitInfo revert) {
        return revert.parents().get(0);
    }
}
