package dev.fairlead.forge.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.HiddenMark;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Comments of one pull request ("Pull Request Threads", "Pull Request Thread Comments"). Ours are threads of one comment
 * each, and closed: an active one would hold the pull request up where a policy wants all to be resolved.
 */
final class AzureThreads {
    private static final int LIMIT = 150_000;
    private static final int TRIES = 3;

    private final AzureRepository repository;
    private final AzurePull pull;

    AzureThreads(AzureRepository repository, AzurePull pull) {
        this.repository = repository;
        this.pull = pull;
    }

    /** A comment, and the thread that it is in. */
    private record Item(String thread, JsonNode json) {
        String id() {
            return thread + "." + json.path("id").asText();
        }

        String text() {
            return Fields.lines(json, "content");
        }
    }

    /** The threads as they are, those of the server itself among them. */
    List<JsonNode> threads() {
        return repository.list("/pullRequests/" + pull.id() + "/threads");
    }

    List<Comment> all() {
        return read().stream().map(this::view).toList();
    }

    private List<Item> read() {
        List<Item> items = new ArrayList<>();
        for (JsonNode thread : threads()) {
            for (JsonNode comment : thread.path("comments")) {
                boolean gone = thread.path("isDeleted").asBoolean()
                        || comment.path("isDeleted").asBoolean();
                if (!gone && !comment.path("commentType").asText().equals("system")) {
                    items.add(new Item(thread.path("id").asText(), comment));
                }
            }
        }
        items.sort(Comparator.comparing((Item item) -> time(item, "publishedDate"))
                .thenComparingLong(item -> Long.parseLong(item.thread)));
        return items;
    }

    /** The one comment of the key: written, edited, or left alone. */
    Comment put(String key, String text) {
        String visible = BoundedText.markdown(text.replace("\r\n", "\n"), LIMIT - HiddenMark.COMMENT.length(key));
        String body = HiddenMark.COMMENT.append(visible, key);
        for (int attempt = 1; ; attempt++) {
            List<Item> ours = ours(key);
            if (!ours.isEmpty()) {
                return edited(ours.get(0), body);
            }
            try {
                return alone(key, body, added(body));
            } catch (ForgeException e) {
                // The answer may be lost and the comment be there: look before it is sent again.
                if (!e.retryable() || e.retryAt().isPresent() || attempt >= TRIES) {
                    throw e;
                }
            }
        }
    }

    private Item added(String body) {
        ObjectNode thread = RestApi.object().put("status", "closed");
        thread.putArray("comments")
                .addObject()
                .put("parentCommentId", 0)
                .put("commentType", "text")
                .put("content", body);
        JsonNode made = repository.send("POST", "/pullRequests/" + pull.id() + "/threads", thread);
        return new Item(made.path("id").asText(), made.path("comments").path(0));
    }

    private Comment edited(Item item, String body) {
        if (item.text().equals(body)) {
            return view(item);
        }
        ObjectNode change = RestApi.object().put("content", body);
        return view(new Item(item.thread, repository.send("PATCH", path(item), change)));
    }

    /** Of several who wrote one at the same time the oldest stays. */
    private Comment alone(String key, String body, Item made) {
        List<Item> ours = ours(key);
        if (ours.isEmpty() || ours.get(0).thread.equals(made.thread)) {
            return view(made);
        }
        try {
            repository.send("DELETE", path(made), null);
        } catch (Refusal e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
        }
        return edited(ours.get(0), body);
    }

    private List<Item> ours(String key) {
        return read().stream()
                .filter(item -> key(item).filter(key::equals).isPresent())
                .toList();
    }

    /** Ours are those of our account, and of the one that opened the pull request: it can push to the repository. */
    private Optional<String> key(Item item) {
        return HiddenMark.COMMENT.find(item.text()).filter(found -> {
            String author = item.json.path("author").path("id").asText();
            return author.equals(pull.authorId()) || author.equals(repository.account());
        });
    }

    private Comment view(Item item) {
        Optional<String> key = key(item);
        return new Comment(
                item.id(),
                AzurePull.name(item.json.path("author")),
                key.isPresent() ? HiddenMark.COMMENT.visible(item.text()) : item.text(),
                key,
                time(item, "publishedDate"),
                time(item, "lastUpdatedDate"));
    }

    private static java.time.Instant time(Item item, String field) {
        return Fields.time(item.json, field, AzureDialect.NAME, "comment " + item.id());
    }

    private String path(Item item) {
        return "/pullRequests/" + pull.id() + "/threads/" + item.thread + "/comments/"
                + item.json.path("id").asText();
    }
}
