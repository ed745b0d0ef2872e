package dev.fairlead.selection;

import dev.fairlead.image.Tag;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Counts the tags that lost, and keeps their reasons only where an explanation is wanted. */
final class Reasons {
    private final boolean explain;
    private final Map<Loss, Integer> counts = new EnumMap<>(Loss.class);
    private final List<LostTag> lost = new ArrayList<>();

    Reasons(boolean explain) {
        this.explain = explain;
    }

    void add(Tag tag, Loss loss, Supplier<String> reason) {
        counts.merge(loss, 1, Integer::sum);
        if (explain) {
            lost.add(new LostTag(tag, loss, reason.get()));
        }
    }

    /** Counts tags whose reasons nobody wants to read. */
    void addMany(Loss loss, long number) {
        if (number > 0) {
            counts.merge(loss, Math.toIntExact(number), Integer::sum);
        }
    }

    Map<Loss, Integer> counts() {
        return counts;
    }

    /** The tags that lost, those that were merely outranked first. */
    List<LostTag> lost() {
        List<LostTag> sorted = new ArrayList<>(lost);
        sorted.sort((a, b) -> Boolean.compare(b.loss() == Loss.OUTRANKED, a.loss() == Loss.OUTRANKED));
        return sorted;
    }

    /** A loss in the words of a summary, behind the number of tags that it hit. */
    static String words(Loss loss, int number) {
        return switch (loss) {
            case ARTIFACT -> "not an image to run";
            case NOT_INCLUDED -> "matched by no include pattern";
            case EXCLUDED -> "excluded";
            case NOT_EXTRACTED -> "not matched by the extract pattern";
            case NOT_IN_FORM -> "not of the policy's form";
            case OUT_OF_RANGE -> "outside the range";
            case PRE_RELEASE -> number == 1 ? "pre-release" : "pre-releases";
            case NO_TIME -> "of unknown time";
            case TOO_YOUNG -> "too young";
            case PLATFORM -> "not for the platform";
            case UNSIGNED -> "without the signature that is asked for";
            case UNPROVEN -> "with no signature that holds";
            case NOT_EVALUATED -> "whose signature could not be judged";
            case OUTRANKED -> "outranked";
        };
    }
}
