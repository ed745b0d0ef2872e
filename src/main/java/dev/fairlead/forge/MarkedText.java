package dev.fairlead.forge;

import dev.fairlead.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The texts of a pull request as a forge takes them: a title of one line, and a body that ends in the hidden marker,
 * both no longer than the forge allows.
 *
 * @param forge as messages name it
 * @param titleLimit in characters (UTF-16)
 * @param bodyLimit in characters (UTF-16), the marker included
 * @param mark how the marker is hidden
 */
public record MarkedText(String forge, int titleLimit, int bodyLimit, HiddenMark mark) {
    /** With the marker in an HTML comment. */
    public MarkedText(String forge, int titleLimit, int bodyLimit) {
        this(forge, titleLimit, bodyLimit, HiddenMark.PULL_REQUEST);
    }

    /** One line of bounded length. */
    public String title(String title) {
        return BoundedText.line(title, titleLimit);
    }

    /** The visible text, cut where it is too long, and the marker. */
    public String body(String visible, Optional<String> marker) {
        String text = visible.replace("\r\n", "\n");
        int room = bodyLimit - marker.map(mark::length).orElse(0);
        String cut = BoundedText.markdown(text, room);
        return marker.map(value -> mark.append(cut, value)).orElse(cut);
    }

    /** The body that an edit makes of this one; the same where the edit names neither text nor marker. */
    public String edited(String raw, PullRequestEdit edit) {
        if (edit.body().isEmpty() && edit.marker().isEmpty()) {
            return raw;
        }
        return body(
                edit.body().orElseGet(() -> mark.visible(raw)), edit.marker().or(() -> mark.find(raw)));
    }

    /** What is told of a body that was cut. */
    public List<Problem> cut(String place, PullRequestEdit edit) {
        int marker = edit.marker().map(mark::length).orElse(0);
        return edit.body().filter(body -> body.length() + marker > bodyLimit).stream()
                .map(body -> new Problem(
                        place,
                        "the body is longer than " + forge + "'s " + bodyLimit + " characters and was cut",
                        "put fewer changes into one pull request"))
                .toList();
    }
}
