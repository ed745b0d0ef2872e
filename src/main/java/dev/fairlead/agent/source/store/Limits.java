package dev.fairlead.agent.source.store;

/**
 * How much a source may be.
 *
 * @param entries files, folders and links
 * @param bytes of all files together, unpacked
 * @param ratio how many times larger than its archive the content may be; looked at beyond {@link #SMALL}
 */
public record Limits(int entries, long bytes, int ratio) {
    /** What is so small does no harm, however well it was compressed. */
    static final long SMALL = 16L << 20;

    private static final int ENTRIES = 50_000;
    private static final long BYTES = 512L << 20;

    /** Manifests in text are rarely compressed more than thirtyfold. */
    private static final int RATIO = 200;

    /** 50,000 entries, 512 MiB, two hundredfold. */
    public static Limits usual() {
        return new Limits(ENTRIES, BYTES, RATIO);
    }
}
