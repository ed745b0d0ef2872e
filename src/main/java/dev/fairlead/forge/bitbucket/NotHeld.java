package dev.fairlead.forge.bitbucket;

import dev.fairlead.Problem;
import dev.fairlead.forge.PullRequestEdit;
import java.util.ArrayList;
import java.util.List;

/** Tells what was asked for and no pull request of Bitbucket's can have. */
public final class NotHeld {
    private NotHeld() {}

    /**
     * Each kind that was asked for, with its names.
     *
     * @param place the pull request, as messages name it
     */
    public static List<Problem> by(String place, PullRequestEdit edit) {
        List<Problem> told = new ArrayList<>();
        tell(told, place, "labels", edit.addLabels(), "take 'labels' out, or write them into the title");
        tell(told, place, "team reviewers", edit.teamReviewers(), "name users instead");
        tell(told, place, "assignees", edit.assignees(), "name them as reviewers instead");
        return told;
    }

    private static void tell(List<Problem> told, String place, String what, List<String> names, String remedy) {
        if (!names.isEmpty()) {
            told.add(new Problem(place, "Bitbucket has no " + what + ": " + String.join(", ", names), remedy));
        }
    }
}
