package dev.fairlead.manifest.yaml;

/**
 * What is still read as a manifest. The limits keep a hostile or mistaken file from taking the memory of the whole run.
 *
 * @param codePoints the most characters in a file
 * @param depth the most mappings and sequences inside one another
 */
public record YamlLimits(int codePoints, int depth) {
    /** 16 Mi characters (the largest bundles of generated manifests have about 5 Mi) and 512 levels. */
    public static final YamlLimits DEFAULT = new YamlLimits(16 << 20, 512);

    public YamlLimits {
        if (codePoints < 1 || depth < 1) {
            throw new IllegalArgumentException("limits start at 1");
        }
    }
}
