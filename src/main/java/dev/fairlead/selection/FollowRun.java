package dev.fairlead.selection;

import dev.fairlead.Problem;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.TagInfo;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One selection by a {@code digest:TAG} policy: asks for that tag and lists nothing. */
final class FollowRun {
    private final SelectionRequest request;
    private final Registry registry;
    private final Tag tag;
    private final ImageCheck images;
    private final Reasons reasons;
    private final Proofs proofs;

    FollowRun(SelectionRequest request, Registry registry, Tag tag) {
        this.request = request;
        this.registry = registry;
        this.tag = tag;
        this.images = new ImageCheck(request, registry);
        this.reasons = new Reasons(request.explain());
        this.proofs = new Proofs(request, registry);
    }

    Selection run() {
        CurrentTags current = new CurrentTags(request, registry);
        Optional<TagInfo> found = registry.find(request.image(), tag).map(this::withDigest);
        Loss loss = found.isEmpty() ? null : refusal(found.get());
        if (found.isPresent() && loss != null) {
            reasons.add(tag, loss, () -> images.reason(loss, found.get()));
        }
        Optional<Proofs.Proven> proven = found.filter(info -> loss == null).flatMap(proofs::prove);
        proofs.refused().forEach(lost -> reasons.add(tag, lost.loss(), lost::reason));
        Optional<Chosen> chosen = proven.map(passed -> new Chosen(
                passed.info(),
                tag.value(),
                images.known(passed.info()),
                "the tag that the policy follows",
                passed.words()));
        return new Selection(
                request.image(),
                request.selector(),
                chosen,
                chosen.isPresent() ? Optional.empty() : Optional.of(nothing(found, loss)),
                new Census(found.isPresent() ? 1 : 0, false, reasons.counts()),
                reasons.lost(),
                proofs.refused(),
                standings(current, chosen));
    }

    private TagInfo withDigest(TagInfo info) {
        return info.digest().isPresent()
                ? info
                : new TagInfo(info.tag(), Optional.of(images.details(info).digest()), info.pushed(), info.created());
    }

    private @Nullable Loss refusal(TagInfo info) {
        Loss byListing = images.refusalByListing(info);
        return byListing == null && images.needsDetails(info) ? images.refusalByImage(info) : byListing;
    }

    private Problem nothing(Optional<TagInfo> found, @Nullable Loss loss) {
        String place = request.image() + ":" + tag;
        if (!proofs.refused().isEmpty()) {
            return new Problem(
                    place,
                    "the tag to follow is not signed as asked: "
                            + proofs.refused().get(0).reason(),
                    "sign the image, or correct the rules under 'signatures'");
        }
        return loss == null || found.isEmpty()
                ? new Problem(place, "the tag to follow is not there", "push it, or correct digest:" + tag)
                : new Problem(
                        place,
                        "the tag to follow does not pass the filter: " + images.reason(loss, found.get()),
                        "wait, or change the filter");
    }

    private Map<Tag, CurrentTag> standings(CurrentTags current, Optional<Chosen> chosen) {
        return current.tags().stream()
                .map(held -> standing(current, held, chosen))
                .collect(Collectors.toMap(CurrentTag::tag, held -> held));
    }

    private CurrentTag standing(CurrentTags current, Tag held, Optional<Chosen> chosen) {
        Comparison comparison = held.equals(tag)
                ? new Comparison(CurrentTag.Standing.SAME, "it is the tag that the policy follows")
                : chosen.map(winner -> new TimeComparison(images).compare(current.found(held), winner.info()))
                        .orElse(new Comparison(CurrentTag.Standing.UNKNOWN, "no tag was chosen"));
        return new CurrentTag(
                held,
                current.found(held),
                CurrentTag.Presence.NOT_LISTED,
                comparison.standing(),
                comparison.explanation());
    }
}
