package dev.fairlead.configrepo;

import java.util.regex.Pattern;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;

/** The id of a Git object: 40 hexadecimal digits (SHA-1). */
public final class GitId implements Comparable<GitId> {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{40}");

    private final ObjectId id;

    private GitId(ObjectId id) {
        this.id = id;
    }

    /**
     * The id with these 40 lower-case hexadecimal digits.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static GitId of(String hex) {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a Git object id of 40 hexadecimal digits: " + hex);
        }
        return new GitId(ObjectId.fromString(hex));
    }

    static GitId of(AnyObjectId id) {
        return new GitId(id.copy());
    }

    ObjectId jgit() {
        return id;
    }

    /** The first seven digits, for people. */
    public String abbreviated() {
        return id.name().substring(0, 7);
    }

    @Override
    public int compareTo(GitId other) {
        return id.compareTo(other.id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GitId that && that.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** All 40 digits. */
    @Override
    public String toString() {
        return id.name();
    }
}
