package dev.fairlead.selection;

/**
 * Tells by its name a tag that is no image to run. The names are conventions of cosign ({@code sha256-….sig}, {@code
 * .att}, {@code .sbom}), of the OCI referrers fallback ({@code sha256-…}, which Notation and ORAS use), and of BuildKit's
 * registry caches.
 */
final class Artifacts {
    private static final String[] ENDINGS = {".sig", ".att", ".sbom", ".attestation", ".vex", ".prov", ".cosign"};
    private static final int MIN_HEX = 32;

    private Artifacts() {}

    static boolean isArtifact(String tag) {
        for (String ending : ENDINGS) {
            if (tag.endsWith(ending)) {
                return true;
            }
        }
        return (tag.startsWith("sha") && isDigestTag(tag)) || (tag.contains("cache") && isBuildCache(tag));
    }

    /** {@code sha256-} and at least 32 hexadecimal digits, then the end or a dot. */
    private static boolean isDigestTag(String tag) {
        int dash = tag.indexOf('-');
        String algorithm = dash < 0 ? "" : tag.substring(0, dash);
        if (!algorithm.equals("sha256") && !algorithm.equals("sha384") && !algorithm.equals("sha512")) {
            return false;
        }
        int end = dash + 1;
        while (end < tag.length() && Character.digit(tag.charAt(end), 16) >= 0) {
            end++;
        }
        return end - dash > MIN_HEX && (end == tag.length() || tag.charAt(end) == '.');
    }

    /** {@code buildcache}, {@code build-cache} or {@code cache} as the first word of the tag, or buildcache as its last. */
    private static boolean isBuildCache(String tag) {
        String plain = tag.replace("build-cache", "buildcache").replace("build_cache", "buildcache");
        return isFirstWord(plain, "cache") || isFirstWord(plain, "buildcache") || isLastWord(plain, "buildcache");
    }

    private static boolean isFirstWord(String tag, String word) {
        return tag.startsWith(word) && (tag.length() == word.length() || isMark(tag.charAt(word.length())));
    }

    private static boolean isLastWord(String tag, String word) {
        return tag.endsWith(word) && isMark(tag.charAt(tag.length() - word.length() - 1));
    }

    private static boolean isMark(char c) {
        return c == '-' || c == '.' || c == '_';
    }
}
