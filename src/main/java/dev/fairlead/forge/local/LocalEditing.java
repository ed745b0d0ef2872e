package dev.fairlead.forge.local;

import dev.fairlead.Problem;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.Written;
import dev.fairlead.forge.local.PullStore.Stored;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** Changes the texts and lists of a pull request, and keeps up with its branch. */
final class LocalEditing {
    static final int TITLE_LIMIT = 256;
    static final int BODY_LIMIT = 1 << 20;

    private final String place;
    private final LocalRefs refs;
    private final PullStore store;
    private final LocalPulls pulls;

    LocalEditing(String place, LocalRefs refs, PullStore store, LocalPulls pulls) {
        this.place = place;
        this.refs = refs;
        this.store = store;
        this.pulls = pulls;
    }

    Written update(String id, PullRequestEdit edit) {
        Stored before = pulls.require(id);
        Stored after = store.change(before.pull().number(), "Edit", pull -> edit(pull, edit));
        boolean moved = keepHead(after.pull());
        return new Written(pulls.view(after), moved || !after.commit().equals(before.commit()), cut(edit));
    }

    PullRecord edit(PullRecord pull, PullRequestEdit edit) {
        return pull.with(draft -> {
            edit.title().ifPresent(title -> draft.title = BoundedText.line(title, TITLE_LIMIT));
            edit.body().ifPresent(body -> draft.body = BoundedText.markdown(body, BODY_LIMIT));
            edit.marker().ifPresent(marker -> draft.marker = marker);
            edit.draft().ifPresent(value -> draft.draft = value);
            draft.labels = Names.sorted(draft.labels, edit.addLabels(), edit.removeLabels());
            draft.reviewers = Names.sorted(draft.reviewers, edit.reviewers(), List.of());
            draft.teamReviewers = Names.sorted(draft.teamReviewers, edit.teamReviewers(), List.of());
            draft.assignees = Names.sorted(draft.assignees, edit.assignees(), List.of());
            draft.headCommit = pulls.headCommit(pull);
        });
    }

    List<Problem> cut(PullRequestEdit edit) {
        return edit.body().filter(body -> body.length() > BODY_LIMIT).stream()
                .map(body -> new Problem(
                        place, "the body is longer than " + BODY_LIMIT + " characters and was cut", "shorten it"))
                .toList();
    }

    /** Keeps the head's commits from being collected when its branch goes. */
    boolean keepHead(PullRecord pull) {
        String ref = PullStore.headRef(pull.number());
        ObjectId wanted = ObjectId.fromString(pull.headCommit());
        ObjectId now = refs.read(ref).orElse(ObjectId.zeroId());
        return !now.equals(wanted) && refs.move(ref, now, wanted);
    }
}
