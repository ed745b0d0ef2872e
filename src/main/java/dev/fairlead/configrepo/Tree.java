package dev.fairlead.configrepo;

/**
 * The bytes of a tree object. It remembers where the entry stands that was found last: who looks up many names does it in
 * their order, and a folder of thousands is not searched from its beginning each time. Several threads may use it.
 */
final class Tree {
    private final byte[] bytes;
    private volatile int searchedTo;

    Tree(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the entry begins that was found last. */
    int searchedTo() {
        return searchedTo;
    }

    void searchedTo(int entry) {
        searchedTo = entry;
    }
}
