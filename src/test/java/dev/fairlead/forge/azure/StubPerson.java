package dev.fairlead.forge.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Somebody whom {@link AzureStub} knows ("IdentityRef" of {@code git.json}, "Identity" of the Identities API).
 *
 * @param name of an account, or {@code [Scope]\Group}
 * @param mail empty where there is none
 */
record StubPerson(String name, String mail, boolean group) {
    static StubPerson user(String name) {
        return new StubPerson(name, "", false);
    }

    String id() {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    ObjectNode json() {
        ObjectNode json = StubPull.JSON
                .createObjectNode()
                .put("id", id())
                .put("displayName", group ? name : "The Honourable " + name)
                .put("uniqueName", group ? "vstfs:///Classification/TeamProject/" + id() : name);
        return group ? json.put("isContainer", true) : json;
    }

    ObjectNode identity() {
        ObjectNode json = StubPull.JSON
                .createObjectNode()
                .put("id", id())
                .put("providerDisplayName", group ? name : "The Honourable " + name)
                .put("isActive", true)
                .put("isContainer", group);
        ObjectNode properties = json.putObject("properties");
        properties.putObject("Account").put("$type", "System.String").put("$value", name);
        properties.putObject("Mail").put("$type", "System.String").put("$value", mail);
        return json;
    }
}
