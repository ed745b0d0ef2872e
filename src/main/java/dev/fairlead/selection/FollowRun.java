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

    FollowRun(SelectionRequest request, Registry registry, Tag tag) {
        this.request = request;
        this.registry = registry;
        this.tag = tag;
        this.images = new ImageCheck(request, registry);
        this.reasons = new Reasons(request.explain());
    }

    Selection run() {
        CurrentTags current = new CurrentTags(request, registry);
        Optional<TagInfo> found = registry.find(request.image(), tag).map(this::withDigest);
        Loss loss = found.isEmpty() ? null : refusal(found.get());
        if (found.isPresent() && loss != null) {
            reasons.add(tag, loss, () -> images.reason(loss, found.get()));
        }
        Optional<Chosen> chosen = found.filter(info -> loss == null)
                .map(info -> new Chosen(info, tag.value(), images.known(info), "the tag that the policy follows"));
        return new Selection(
                request.image(),
                request.selector(),
                chosen,
                chosen.isPresent() ? Optional.empty() : Optional.of(nothing(found, loss)),
                new Census(found.isPresent() ? 1 : 0, false, reasons.counts()),
                reasons.lost(),
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
