package dev.fairlead.signature;

import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.selection.ImageGate;
import dev.fairlead.selection.Loss;
import dev.fairlead.signature.Verdict.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/** Lets images pass that keep every one of some rules. What passed once passes again without being asked for. */
public final class SignatureGate implements ImageGate {
    private final List<SignatureRule> rules;
    private final SignatureVerifier verifier;
    private final VerifiedImages known;

    /**
     * The gate of some rules.
     *
     * @param known what passed before, by these rules or others
     */
    public SignatureGate(List<SignatureRule> rules, SignatureVerifier verifier, VerifiedImages known) {
        this.rules = List.copyOf(rules);
        this.verifier = verifier;
        this.known = known;
    }

    @Override
    public Passage judge(ImageName image, Digest digest) {
        return known.words(rules, image, digest).map(Passage::granted).orElseGet(() -> asked(image, digest));
    }

    private Passage asked(ImageName image, Digest digest) {
        List<Verdict> verdicts = verifier.verify(rules, image, digest);
        Verdict last = verdicts.get(verdicts.size() - 1);
        if (!last.verified()) {
            return Passage.refused(loss(last.outcome()), last.words());
        }
        String words = Words.brief(digest) + " verified by "
                + verdicts.stream().map(Verdict::words).collect(Collectors.joining(", "));
        known.keep(rules, image, digest, words);
        return Passage.granted(words);
    }

    private static Loss loss(Outcome outcome) {
        return switch (outcome) {
            case MISSING -> Loss.UNSIGNED;
            case INVALID -> Loss.UNPROVEN;
            default -> Loss.NOT_EVALUATED;
        };
    }
}
