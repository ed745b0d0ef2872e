package dev.fairlead.configrepo;

import org.eclipse.jgit.lib.FileMode;

/** What a tree's entry is. An edit of a file's bytes never changes its kind. */
public enum FileKind {
    /** A plain file, mode 100644. */
    REGULAR(0100644),
    /** A file with the executable bit, mode 100755. */
    EXECUTABLE(0100755),
    /** A symbolic link, mode 120000; its blob is the path that it points to. */
    SYMLINK(0120000),
    /** A commit of another repository, mode 160000; it has no blob here. */
    SUBMODULE(0160000);

    private final int bits;

    FileKind(int bits) {
        this.bits = bits;
    }

    /** Is it a file whose bytes can be read and replaced? */
    public boolean isFile() {
        return this == REGULAR || this == EXECUTABLE;
    }

    FileMode mode() {
        return FileMode.fromBits(bits);
    }

    static FileKind of(int bits) {
        return switch (bits & FileMode.TYPE_MASK) {
            case FileMode.TYPE_SYMLINK -> SYMLINK;
            case FileMode.TYPE_GITLINK -> SUBMODULE;
            default -> FileMode.EXECUTABLE_FILE.equals(bits) ? EXECUTABLE : REGULAR;
        };
    }
}
