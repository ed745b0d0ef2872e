package dev.fairlead.manifest.forms;

import static dev.fairlead.manifest.forms.Doc.text;

import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.Wanted;
import dev.fairlead.manifest.field.PolicyName;
import dev.fairlead.manifest.forms.Doc.Folded;
import dev.fairlead.manifest.forms.Doc.Goal;
import dev.fairlead.manifest.forms.Doc.Val;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Makes the images of a generated file: some that are wanted, most of whose versions must become the wanted ones, and their neighbours. */
final class Images {
    /** Tags that a YAML reader would take for something else, if nobody quoted them, among those that it would not. */
    private static final List<String> TAGS = List.of(
            "2.0.0",
            "1.10",
            "72044e0",
            "0362525",
            "1e3",
            "v1.2.3-rc.1",
            "on",
            "20240101",
            "0x1f",
            "1_000",
            "null",
            "y",
            "2024-01-02",
            "main-1a2b3c4-20240102030405");

    private static final List<String> OLD_TAGS =
            List.of("1.0.0", "1.9", "latest", "0123456", "prod-ab12cd3-2024", "3", "v1");
    private static final String OLD_DIGEST = "sha256:" + "0a".repeat(32);
    private static final String NEW_DIGEST = "sha256:" + "2b".repeat(32);

    /** Repositories that look like a wanted one and are others. */
    private static final List<String> NEIGHBOURS = List.of(
            "registry.example/team/api-gateway",
            "registry.example/team/ap",
            "registry.example/api",
            "registry.example:5000/team/api",
            "mirror.example/registry.example/team/api",
            "registry.example/team/api/sub",
            "redis-exporter",
            "bitnami/redis",
            "quay.io/library/redis",
            "ghcr.io/acme/webs",
            "busybox");

    /**
     * A wanted image.
     *
     * @param name its repository
     * @param spellings how files write it
     * @param tag the tag that its fields take
     * @param digest the digest that they take, empty for none
     */
    record Want(String name, List<String> spellings, String tag, String digest) {
        String version() {
            return ":" + tag + (digest.isEmpty() ? "" : "@" + digest);
        }

        boolean pins() {
            return !digest.isEmpty();
        }
    }

    /**
     * An image in parts.
     *
     * @param name its name as it is written
     * @param tag the tag's value
     * @param digest the digest's value
     */
    record Split(String name, Optional<Val> tag, Optional<Val> digest) {
        /** A mapping with these keys; an empty key leaves its value out. */
        Doc.Obj under(String nameKey, String tagKey, String digestKey) {
            Doc.Obj map = nameKey.isEmpty() ? Doc.map() : Doc.map(nameKey, name);
            map = tag.isPresent() ? Doc.join(map, Doc.map(tagKey, tag.get())) : map;
            return digest.isPresent() ? Doc.join(map, Doc.map(digestKey, digest.get())) : map;
        }
    }

    final Random random;
    private final List<Want> wants;
    private final Want policy;
    private int fields;

    Images(Random random) {
        this.random = random;
        this.wants = List.of(
                new Want("registry.example/team/api", List.of("registry.example/team/api"), pick(TAGS), ""),
                new Want(
                        "redis",
                        List.of("redis", "docker.io/redis", "docker.io/library/redis", "library/redis"),
                        pick(TAGS),
                        ""),
                new Want("ghcr.io/acme/web", List.of("ghcr.io/acme/web"), pick(TAGS), NEW_DIGEST));
        this.policy = new Want("registry.example/new/job", List.of(), pick(TAGS), NEW_DIGEST);
    }

    Wanted wanted() {
        return Wanted.of(
                wants.stream()
                        .map(want -> ImageReference.parse(want.name() + want.version()))
                        .toList(),
                Map.of(new PolicyName("flux-system", "job"), ImageReference.parse(policy.name() + policy.version())));
    }

    /** A reference with a version. */
    Doc reference() {
        int kind = random.nextInt(40);
        if (kind == 0) {
            return pinned();
        }
        if (kind == 1) {
            Want want = pick(wants);
            return new Folded(new Val(
                    want.name() + ":" + oldTag(), false, Optional.of(new Goal(++fields, Optional.empty())), ""));
        }
        return plainReference();
    }

    /** A reference that can be edited, on one line. */
    Val plainReference() {
        if (random.nextInt(3) == 0) {
            return text(pick(NEIGHBOURS) + ":" + oldTag());
        }
        Want want = pick(wants);
        String name = pick(want.spellings());
        String old = want.pins() && random.nextBoolean()
                ? (random.nextBoolean() ? ":" + oldTag() : "") + "@" + OLD_DIGEST
                : ":" + oldTag();
        return goal(name + old, ++fields, name + want.version());
    }

    /** A reference that may have no version yet. */
    Doc bareReference() {
        if (random.nextInt(6) > 0) {
            return reference();
        }
        Want want = pick(wants);
        String name = pick(want.spellings());
        return goal(name, ++fields, name + want.version());
    }

    /** Pinned to a digest, and wanted without one. */
    private Val pinned() {
        Want want = wants.get(0);
        String text = want.name() + ":" + oldTag() + "@" + OLD_DIGEST;
        return new Val(text, false, Optional.of(new Goal(++fields, Optional.empty())), "");
    }

    /** An image in parts; without a registry its first part goes into the name. */
    Split split() {
        if (random.nextInt(3) == 0) {
            return new Split(pick(NEIGHBOURS), Optional.of(text(oldTag())), Optional.empty());
        }
        int field = ++fields;
        Want want = pick(wants);
        String name = pick(want.spellings());
        if (!want.pins()) {
            String old = random.nextInt(10) == 0 ? "" : oldTag();
            return new Split(name, Optional.of(goal(old, field, want.tag())), Optional.empty());
        }
        Val digest = goal(random.nextInt(4) == 0 ? "" : OLD_DIGEST, field, want.digest());
        return switch (random.nextInt(10)) {
            case 0 -> {
                Val refused = new Val(oldTag(), false, Optional.of(new Goal(field, Optional.empty())), "");
                yield new Split(name, Optional.of(refused), Optional.empty());
            }
            case 1, 2 ->
                new Split(
                        name,
                        Optional.of(goal(oldTag() + "@" + OLD_DIGEST, field, want.tag() + "@" + want.digest())),
                        Optional.empty());
            case 3, 4 -> new Split(name, Optional.empty(), Optional.of(goal(OLD_DIGEST, field, want.digest())));
            default -> new Split(name, Optional.of(goal(oldTag(), field, want.tag())), Optional.of(digest));
        };
    }

    /** An image in parts of which the tag changes, and nothing is refused. */
    Split tagged() {
        Want want = wants.get(random.nextInt(2));
        return new Split(pick(want.spellings()), Optional.of(goal(oldTag(), ++fields, want.tag())), Optional.empty());
    }

    /** A value that only its Flux marker names. */
    Val fluxMarked() {
        int field = ++fields;
        return switch (random.nextInt(4)) {
            case 0 ->
                goal(pick(NEIGHBOURS) + ":" + oldTag(), field, policy.name() + policy.version())
                        .marked(flux(""));
            case 1 -> goal(oldTag(), field, policy.tag()).marked(flux(":tag"));
            case 2 -> goal(pick(NEIGHBOURS), field, policy.name()).marked(flux(":name"));
            default -> goal(OLD_DIGEST, field, policy.digest()).marked(flux(":digest"));
        };
    }

    /** A reference under the policy. */
    Val fluxMarkedReference() {
        return goal(pick(NEIGHBOURS) + ":" + oldTag(), ++fields, policy.name() + policy.version())
                .marked(flux(""));
    }

    /** Name and tag, or name, tag and digest, all under the policy. */
    Doc.Obj fluxMarkedSplit(String nameKey, String tagKey, String digestKey) {
        int field = ++fields;
        Val name = goal(pick(NEIGHBOURS), field, policy.name()).marked(flux(":name"));
        Val tag = goal(oldTag(), field, policy.tag()).marked(flux(":tag"));
        Val digest = goal(OLD_DIGEST, field, policy.digest()).marked(flux(":digest"));
        Doc.Obj map = Doc.map(nameKey, name, tagKey, tag);
        return random.nextBoolean() ? Doc.join(map, Doc.map(digestKey, digest)) : map;
    }

    private String flux(String part) {
        String json = "{\"$imagepolicy\": \"flux-system:job" + part + "\"}";
        return "# " + (random.nextBoolean() ? json : json.replace(": \"", ":\""));
    }

    /** A value that only our marker names, at the end of its line or on the line above. */
    Val ownMarked() {
        Want want = wants.get(random.nextInt(2));
        String above = random.nextInt(3) == 0 ? "^" : "";
        int field = ++fields;
        return switch (random.nextInt(3)) {
            case 0 ->
                goal(want.name() + ":" + oldTag(), field, want.name() + want.version())
                        .marked(above + "# fairlead: part=reference");
            case 1 ->
                goal(oldTag(), field, want.tag()).marked(above + "# fairlead: image=" + want.name() + " part=tag");
            default ->
                goal(oldTag(), field, policy.tag()).marked(above + "# fairlead: part=tag policy=flux-system:job");
        };
    }

    /** A tag of the first wanted image, by configuration. */
    Val tagOfFirst() {
        return goal(oldTag(), ++fields, wants.get(0).tag());
    }

    /** The name of the first wanted image. */
    String first() {
        return wants.get(0).name();
    }

    /** The same with text in front that stays. */
    static Val prefixed(String prefix, Val val) {
        return new Val(
                prefix + val.text(),
                false,
                val.goal().map(goal -> new Goal(goal.field(), goal.after().map(after -> prefix + after))),
                val.marker());
    }

    private static Val goal(String before, int field, String after) {
        return new Val(
                before,
                false,
                before.equals(after) ? Optional.empty() : Optional.of(new Goal(field, Optional.of(after))),
                "");
    }

    String oldTag() {
        return pick(OLD_TAGS);
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
