package dev.fairlead.forge.rest;

import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.HiddenMark;
import dev.fairlead.forge.rest.CommentBoard.Posted;
import java.util.List;
import java.util.Optional;

/** One comment for each key on a board, whoever writes at the same time and whatever answer is lost. */
public final class KeyedBoard {
    private static final int TRIES = 3;

    private final CommentBoard board;
    private final HiddenMark mark;
    private final int limit;

    /** @param limit of a comment, in characters (UTF-16) */
    public KeyedBoard(CommentBoard board, HiddenMark mark, int limit) {
        this.board = board;
        this.mark = mark;
        this.limit = limit;
    }

    /** The oldest first. */
    public List<Comment> all() {
        return board.all().stream().map(this::view).toList();
    }

    /** The one comment of the key: written, edited, or left alone. */
    public Comment put(String key, String text) {
        String visible = BoundedText.markdown(text.replace("\r\n", "\n"), limit - mark.length(key));
        String whole = mark.append(visible, key);
        for (int attempt = 1; ; attempt++) {
            List<Posted> ours = ours(key);
            if (!ours.isEmpty()) {
                return view(edited(ours.get(0), whole));
            }
            try {
                return view(alone(key, board.add(whole)));
            } catch (ForgeException e) {
                // The answer may be lost and the comment be there: look before it is sent again.
                if (!e.retryable() || e.retryAt().isPresent() || attempt >= TRIES) {
                    throw e;
                }
            }
        }
    }

    private Posted edited(Posted comment, String text) {
        return comment.text().equals(text) ? comment : board.change(comment, text);
    }

    /** Of several who wrote one at the same time the oldest stays. */
    private Posted alone(String key, Posted made) {
        List<Posted> ours = ours(key);
        if (ours.isEmpty() || ours.get(0).id().equals(made.id())) {
            return made;
        }
        try {
            board.delete(made);
        } catch (Refusal e) {
            if (e.kind() != ForgeException.Kind.NOT_FOUND) {
                throw e;
            }
        }
        return edited(ours.get(0), made.text());
    }

    private List<Posted> ours(String key) {
        return board.all().stream()
                .filter(comment -> key(comment).filter(key::equals).isPresent())
                .toList();
    }

    private Optional<String> key(Posted comment) {
        return mark.find(comment.text()).filter(found -> board.trusts(comment));
    }

    private Comment view(Posted comment) {
        Optional<String> key = key(comment);
        return new Comment(
                comment.id(),
                comment.author(),
                key.isPresent() ? mark.visible(comment.text()) : comment.text(),
                key,
                comment.createdAt(),
                comment.updatedAt());
    }
}
