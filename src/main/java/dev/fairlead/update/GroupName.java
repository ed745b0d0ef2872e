package dev.fairlead.update;

import dev.fairlead.Fingerprint;
import java.util.Locale;

/** Makes names of groups of what they hold: fit for a branch, and the same in every run. */
final class GroupName {
    private static final int LONGEST = 63;
    private static final int HASH_BYTES = 4;

    private GroupName() {}

    /** The name of a part of a group; two parts share a name only where their texts differ in punctuation. */
    static String of(String group, String part) {
        String slug = part.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("\\.{2,}", ".")
                .replaceAll("^[-.]+|[-.]+$", "");
        String name = slug.isEmpty() ? group + "-all" : group + "-" + slug;
        if (name.length() <= LONGEST && !name.endsWith(".lock")) {
            return name;
        }
        String hash = Fingerprint.of(part, HASH_BYTES);
        return name.substring(0, Math.min(name.length(), LONGEST - 1 - hash.length()))
                        .replaceAll("[-.]+$", "") + "-" + hash;
    }
}
