package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;

/** Who is known to {@link GitLabStub}; all but one are members of its project. */
enum StubUser {
    BOT("fairlead-bot", 10, true),
    GRACE("grace", 11, true),
    ALAN("alan", 12, true),
    BARBARA("barbara", 13, true),
    STRANGER("stranger", 14, false);

    final String username;
    final long id;
    final boolean member;

    StubUser(String username, long id, boolean member) {
        this.username = username;
        this.id = id;
        this.member = member;
    }

    static Optional<StubUser> of(long id) {
        return Arrays.stream(values()).filter(user -> user.id == id).findFirst();
    }

    static ArrayNode list(String username) {
        ArrayNode users = GitLabStub.JSON.createArrayNode();
        Arrays.stream(values())
                .filter(user -> user.username.equalsIgnoreCase(username))
                .map(StubUser::json)
                .forEach(users::add);
        return users;
    }

    ObjectNode json() {
        return GitLabStub.JSON
                .createObjectNode()
                .put("id", id)
                .put("username", username)
                .put("state", "active");
    }
}
