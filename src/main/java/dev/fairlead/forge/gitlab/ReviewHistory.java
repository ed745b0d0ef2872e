package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who was asked for a review or has given one, after what GitLab itself notes on a merge request ("Notes API", system notes). */
final class ReviewHistory {
    private static final Pattern ASKED =
            Pattern.compile("requested review from (.*?)(?: and removed review request for .*)?", Pattern.DOTALL);
    private static final Pattern REVIEWED =
            Pattern.compile("(?:approved this merge request|requested changes).*", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("@([\\w.-]*\\w)");

    private final GitLabProject project;
    private final String id;

    ReviewHistory(GitLabProject project, String id) {
        this.project = project;
        this.id = id;
    }

    /** Their names, as {@link #key} has them. */
    Set<String> asked() {
        Set<String> asked = new HashSet<>();
        for (JsonNode note : project.api().all(project.path(new GitLabNotes().all(id)))) {
            if (note.path("system").asBoolean()) {
                read(note, asked);
            }
        }
        return asked;
    }

    private static void read(JsonNode note, Set<String> asked) {
        String text = note.path("body").asText();
        Matcher request = ASKED.matcher(text);
        if (request.matches()) {
            Matcher name = NAME.matcher(request.group(1));
            while (name.find()) {
                asked.add(key(name.group(1)));
            }
        } else if (REVIEWED.matcher(text).matches()) {
            asked.add(key(note.path("author").path("username").asText()));
        }
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
