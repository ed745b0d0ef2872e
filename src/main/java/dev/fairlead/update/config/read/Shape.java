package dev.fairlead.update.config.read;

import java.util.List;
import java.util.stream.Stream;

/**
 * The mappings of {@code fairlead.yaml} with the keys that each may have. The published JSON Schema has one definition
 * for each of them, under the same name; a test holds the two against each other.
 */
enum Shape implements Form {
    CONFIG(
            "config",
            List.of(
                    "apiVersion",
                    "kind",
                    "registries",
                    "signatures",
                    "dashboard",
                    "limits",
                    "environments",
                    "defaults",
                    "updates",
                    "holds")),
    REGISTRY("registry", List.of("host", "provider", "plainHttp", "certificateAuthority")),
    SIGNATURE(
            "signature",
            List.of(
                    "name",
                    "kind",
                    "keys",
                    "identities",
                    "trustedRoot",
                    "signedAs",
                    "certificates",
                    "subjects",
                    "predicateType",
                    "builder",
                    "builderPattern",
                    "source")),
    IDENTITY("identity", List.of("subject", "subjectPattern", "issuer", "issuerPattern")),
    LIMITS("limits", List.of("open", "perRun", "perHour")),
    DEFAULTS("defaults", List.of("group", "groupBy"), Keys.SELECTION, Keys.DELIVERY),
    UPDATE(
            "update",
            List.of(
                    "name",
                    "image",
                    "images",
                    "policiesFrom",
                    "paths",
                    "excludePaths",
                    "environments",
                    "targets",
                    "addToOverlays",
                    "group",
                    "groupBy"),
            Keys.SELECTION,
            Keys.DELIVERY),
    ENVIRONMENT(
            "environment", List.of("name", "paths", "excludePaths", "after", "soak", "health"), List.of(), Keys.WAY),
    IMAGE("image", List.of("image"), Keys.SELECTION),
    TARGET("target", List.of("kind", "files", "path", "part", "pattern", "image")),
    PULL_REQUEST(
            "pullRequest",
            List.of(
                    "title",
                    "note",
                    "body",
                    "labels",
                    "reviewers",
                    "codeOwners",
                    "assignees",
                    "draft",
                    "autoMerge",
                    "autoMergeOnly",
                    "rebuild")),
    COMMIT("commit", List.of("message", "author", "signed", "throughForge", "trailers")),
    SCHEDULE("schedule", List.of("zone", "during", "except")),
    PAUSE("pause", List.of("why", "until")),
    AUTHOR("author", List.of("name", "email")),
    HOLD("hold", List.of("image", "tag", "why", "until"));

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // Stream.toList makes a list that nobody can change
    private final List<String> keys;

    Shape(String title, List<String> keys) {
        this(title, keys, List.of(), List.of());
    }

    Shape(String title, List<String> own, List<String> selection) {
        this(title, own, selection, List.of());
    }

    Shape(String title, List<String> own, List<String> selection, List<String> delivery) {
        this.title = title;
        this.keys = Stream.of(own, selection, delivery).flatMap(List::stream).toList();
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public List<String> keys() {
        return keys;
    }

    private static final class Keys {
        static final List<String> SELECTION = List.of(
                "select", "include", "exclude", "extract", "platform", "minAge", "digest", "rollbacks", "verify");
        static final List<String> WAY = List.of("delivery", "branch", "pullRequest", "commit", "schedule", "pause");
        static final List<String> DELIVERY =
                List.of("delivery", "baseBranch", "branch", "pullRequest", "commit", "schedule", "pause");
    }
}
