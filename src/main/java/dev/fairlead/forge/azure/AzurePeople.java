package dev.fairlead.forge.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Users and groups by the names that people know them by ("Identities - Read Identities"). */
final class AzurePeople {
    private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private final RestApi identities;
    private final String project;
    private final String place;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** @param project whose groups have short names */
    AzurePeople(RestApi identities, String project, String place) {
        this.identities = identities;
        this.project = project;
        this.place = place;
    }

    /** The id of a user, by account name, mail address or display name. */
    String user(String name) {
        return id(name, name, false);
    }

    /** The id of a team or group: {@code Group} in the project, {@code [Scope]\Group}, or {@code Scope\Group}. */
    String group(String name) {
        int slash = name.lastIndexOf('\\');
        String scope = slash < 0 ? project : name.substring(0, slash).replaceAll("^\\[|]$", "");
        return id(name, "[" + scope + "]\\" + name.substring(slash + 1), true);
    }

    private String id(String name, String wanted, boolean group) {
        if (name.matches(ID)) {
            return name;
        }
        String key = (group ? "group " : "user ") + wanted;
        String found = known.get(key);
        if (found == null) {
            found = asked(name, wanted, group);
            known.put(key, found);
        }
        return found;
    }

    private String asked(String name, String wanted, boolean group) {
        List<JsonNode> exact = search(wanted, name).stream()
                .filter(json -> json.path("isContainer").asBoolean() == group)
                .filter(json -> names(json).anyMatch(wanted::equalsIgnoreCase))
                .toList();
        if (exact.size() != 1) {
            throw refused(
                    name,
                    exact.isEmpty()
                            ? "Azure DevOps knows nobody of this name"
                            : "Azure DevOps knows " + exact.size() + " of this name");
        }
        return exact.get(0).path("id").asText();
    }

    private List<JsonNode> search(String wanted, String name) {
        String path =
                "/_apis/identities?searchFilter=General&queryMembership=None&filterValue=" + RestApi.escaped(wanted);
        try {
            JsonNode found = identities.get(AzureRepository.versioned(path, "7.1"));
            return StreamSupport.stream(found.path("value").spliterator(), false)
                    .filter(json -> json.path("isActive").asBoolean(true))
                    .toList();
        } catch (Refusal e) {
            if (e.kind() == Kind.UNAUTHORIZED || e.kind() == Kind.FORBIDDEN) {
                throw refused(name, "the credentials may not look people up: they lack the scope 'Identity (Read)'");
            }
            throw e;
        }
    }

    private static Stream<String> names(JsonNode json) {
        JsonNode properties = json.path("properties");
        String account = properties.path("Account").path("$value").asText();
        String domain = properties.path("Domain").path("$value").asText();
        return Stream.of(
                        account,
                        domain + "\\" + account,
                        properties.path("Mail").path("$value").asText(),
                        json.path("providerDisplayName").asText(),
                        json.path("customDisplayName").asText())
                .filter(text -> !text.isEmpty());
    }

    private Refusal refused(String name, String cause) {
        return new Refusal(Kind.INVALID, new Problem(place, cause, "check the name " + name), 0, cause, null);
    }
}
