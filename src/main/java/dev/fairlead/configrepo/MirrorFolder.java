package dev.fairlead.configrepo;

import dev.fairlead.Fingerprint;
import java.nio.file.Path;

/**
 * Where the mirrors of one remote are: {@code content} holds commits with all their trees, {@code history} commits
 * alone. They are apart so that a commit in {@code content} is always a promise that its trees are there, too.
 *
 * @param folder their folder, named for people and made unique by a digest of the address
 */
record MirrorFolder(Path folder) {
    private static final int NAME = 40;
    private static final int UNIQUE = 6;

    static MirrorFolder of(Path cache, RepoLocation location) {
        String address = location.toString();
        String readable = address.replaceAll("^[a-z]+://", "").replaceAll("[^A-Za-z0-9]+", "-");
        String tail = readable.substring(Math.max(0, readable.length() - NAME));
        return new MirrorFolder(cache.resolve(tail.replaceAll("^-|-$", "") + "-" + Fingerprint.of(address, UNIQUE)));
    }

    /** The file by whose lock the writers of a ref take turns. */
    Path turns(String ref) {
        return folder.resolve("turn-" + Fingerprint.of(ref, UNIQUE) + ".lock");
    }

    Mirror content() {
        return new Mirror(folder.resolve("content"));
    }

    Mirror history() {
        return new Mirror(folder.resolve("history"));
    }
}
