package dev.fairlead.update.propose;

import dev.fairlead.update.config.delivery.PullRequestSettings;
import dev.fairlead.update.plan.GroupPlan;
import java.util.ArrayList;
import java.util.List;

/** Adds the owners of the changed files to the people who are asked for a review. */
final class Reviewers {
    private Reviewers() {}

    /** The group's settings with everybody who is asked. */
    static PullRequestSettings of(GroupState state, GroupPlan plan) {
        PullRequestSettings settings = state.group().delivery().pullRequest();
        if (!settings.codeOwners()) {
            return settings;
        }
        List<String> files =
                plan.edits().stream().map(edit -> edit.entry().path()).toList();
        List<String> owners = CodeOwners.of(state.base()).of(files).stream()
                .filter(owner -> !CodeOwners.isAddress(owner))
                .toList();
        List<String> all = new ArrayList<>(settings.reviewers());
        settings.teamReviewers().stream().map(team -> "/" + team).forEach(all::add);
        all.addAll(owners);
        return settings.withReviewers(all.stream().distinct().toList());
    }
}
