package dev.fairlead.selection;

import dev.fairlead.image.Digest;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.selection.ImageGate.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Leads tags through the gate of a request, each by the digest that it has at this moment: what passes is chosen with
 * that very digest, so that a tag which moves afterwards brings nothing unproven.
 */
final class Proofs {
    /** No selection asks more images than this for their signatures. */
    static final int MAX_ASKED = 20;

    private final SelectionRequest request;
    private final Registry registry;
    private final List<LostTag> refused = new ArrayList<>();

    Proofs(SelectionRequest request, Registry registry) {
        this.request = request;
        this.registry = registry;
    }

    /**
     * A tag that passed.
     *
     * @param info with its digest, where anything was asked
     * @param words by what it passed
     */
    record Proven(TagInfo info, Optional<String> words) {}

    /** Asks whether a tag may pass; one that may not is kept with its reason. */
    Optional<Proven> prove(TagInfo info) {
        if (request.gate().isEmpty()) {
            return Optional.of(new Proven(info, Optional.empty()));
        }
        if (refused.size() >= MAX_ASKED) {
            throw new SelectionException(
                    request.image() + " by " + request.selector().policy(),
                    "the " + MAX_ASKED + " highest tags were asked for signatures, and none passes: "
                            + words(refused.get(0)),
                    "sign newer images, or narrow the choice with include or exclude patterns");
        }
        Optional<Digest> digest = info.digest()
                .or(() -> registry.find(request.image(), info.tag()).flatMap(TagInfo::digest));
        Passage passage = digest.map(known -> request.gate().get().judge(request.image(), known))
                .orElse(Passage.refused(Loss.NOT_EVALUATED, "the registry does not tell its digest any more"));
        if (passage.refusal().isPresent()) {
            refused.add(new LostTag(info.tag(), passage.refusal().get(), passage.words()));
            return Optional.empty();
        }
        return Optional.of(new Proven(
                new TagInfo(info.tag(), digest, info.pushed(), info.created()), Optional.of(passage.words())));
    }

    /** What did not pass, the best first. */
    List<LostTag> refused() {
        return List.copyOf(refused);
    }

    /** What did not pass, as a clause. */
    String words() {
        return refused.stream().limit(3).map(Proofs::words).collect(Collectors.joining("; "));
    }

    private static String words(LostTag lost) {
        return lost.tag() + ": " + lost.reason();
    }
}
