package dev.fairlead.render.helm;

import java.util.Arrays;
import java.util.List;

/** The documents of what Helm prints: each begins with {@code ---} and, in a comment, the template that it comes from. */
final class Documents {
    private Documents() {}

    /** Each without its {@code ---}; empty ones are left out. */
    static List<String> of(String manifest) {
        return Arrays.stream(manifest.split("(?m)^---[ \\t]*\\R(?=# Source: )"))
                .filter(document -> !document.isBlank())
                .toList();
    }
}
