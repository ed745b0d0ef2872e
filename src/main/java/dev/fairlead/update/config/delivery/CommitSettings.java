package dev.fairlead.update.config.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a group's commit says.
 *
 * @param message subject and body; {@code {images}}, {@code {group}}, {@code {count}}, {@code {base}} and
 *     {@code {changes}} (a line a changed field) are filled in
 * @param authorName who is shown as the author; the runner's own identity where empty
 * @param authorEmail the author's address
 * @param signed the commit must be signed, and the run fails where the runner has no key
 * @param throughForge the forge makes the commit itself, with its own key
 * @param trailers further {@code Key: value} lines
 */
public record CommitSettings(
        Template message,
        Optional<String> authorName,
        Optional<String> authorEmail,
        boolean signed,
        boolean throughForge,
        Map<String, String> trailers) {
    public static final List<String> PLACES = List.of("images", "group", "count", "base", "changes");

    /** What is used where nothing is configured. */
    public static final CommitSettings DEFAULT = new CommitSettings(
            Template.of("Update {images}\n\n{changes}", PLACES),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Map.of());

    public CommitSettings {
        trailers = Map.copyOf(trailers);
    }

    public CommitSettings withMessage(Template text) {
        return new CommitSettings(text, authorName, authorEmail, signed, throughForge, trailers);
    }
}
