package dev.fairlead.forge.local;

import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.local.PullRecord.CommentRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The comments of a record. */
final class Comments {
    private static final int LIMIT = 1 << 18;

    private Comments() {}

    /** Sets the one comment of this key. */
    static void put(List<CommentRecord> comments, String key, String text, String author, Instant now) {
        String body = BoundedText.markdown(text, LIMIT);
        for (int i = 0; i < comments.size(); i++) {
            CommentRecord old = comments.get(i);
            if (key.equals(old.key())) {
                if (!old.body().equals(body)) {
                    comments.set(i, new CommentRecord(old.id(), author, body, key, old.createdAt(), now.toString()));
                }
                return;
            }
        }
        String id = String.valueOf(comments.size() + 1);
        comments.add(new CommentRecord(id, author, body, key, now.toString(), now.toString()));
    }

    static Comment view(CommentRecord record) {
        return new Comment(
                record.id(),
                record.author(),
                record.body(),
                Optional.ofNullable(record.key()),
                Instant.parse(record.createdAt()),
                Instant.parse(record.updatedAt()));
    }
}
