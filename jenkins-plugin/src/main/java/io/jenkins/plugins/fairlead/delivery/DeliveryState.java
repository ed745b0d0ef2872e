package io.jenkins.plugins.fairlead.delivery;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Locale;

/** How far a delivery is on its way, as far as is known. */
public enum DeliveryState {
    /** Clusters run it. */
    SYNCED,
    /** Clusters are at it. */
    APPLYING,
    /** It went wrong, and somebody has to look. */
    FAILED,
    /** It is in the base branch. */
    MERGED,
    /** It was in place before. */
    CURRENT,
    /** A pull request waits for people. */
    PROPOSED,
    /** Its pull request was closed without a merge. */
    CLOSED,
    /** People's work is in the way. */
    BLOCKED,
    /** A dry run. */
    PLANNED,
    /** Nothing is known. */
    UNKNOWN;

    /** What clusters said counts most, then the pull request, then what the run did. */
    public static DeliveryState of(Delivery delivery) {
        DeliveryState reported = reported(delivery.getPhase());
        if (reported != UNKNOWN) {
            return reported;
        }
        PullRequestLink pull = delivery.getPullRequest();
        DeliveryState asked = pull == null ? UNKNOWN : ofPullRequest(pull.getState());
        return asked == UNKNOWN || delivery.isDryRun() ? ofResult(delivery.getResult()) : asked;
    }

    private static DeliveryState reported(@CheckForNull String phase) {
        return switch (word(phase)) {
            case "synced" -> SYNCED;
            case "applying" -> APPLYING;
            case "failed" -> FAILED;
            default -> UNKNOWN;
        };
    }

    private static DeliveryState ofPullRequest(@CheckForNull String state) {
        return switch (word(state)) {
            case "open" -> PROPOSED;
            case "merged" -> MERGED;
            case "closed" -> CLOSED;
            default -> UNKNOWN;
        };
    }

    private static DeliveryState ofResult(@CheckForNull String result) {
        return switch (word(result)) {
            case "opened", "updated" -> PROPOSED;
            case "committed" -> MERGED;
            case "unchanged" -> CURRENT;
            case "planned" -> PLANNED;
            case "blocked" -> BLOCKED;
            case "withdrawn" -> CLOSED;
            case "failed" -> FAILED;
            default -> UNKNOWN;
        };
    }

    private static String word(@CheckForNull String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    /** One word for people. */
    public String getText() {
        return name().toLowerCase(Locale.ROOT);
    }
}
