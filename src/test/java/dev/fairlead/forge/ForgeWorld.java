package dev.fairlead.forge;

/** What a forge's test brings to the contract: the forge, and the repository behind it as {@code git push} sees it. */
public interface ForgeWorld extends AutoCloseable {
    Forge forge();

    /** The same repository by another connection, as a second process has it. */
    Forge another();

    BareRepository repository();

    /** How many writes reached the forge so far: requests that change something, or refs moved. */
    int writes();

    /** A comment by somebody else. */
    void commentBy(String person, String id, String text);

    /** From now on nothing is merged into {@code main} without a success of this status, where the forge has such rules. */
    default void requireStatus(String context) {}

    /** The repository allows merges by this method, where the forge allows one of them at a time. */
    default void allow(MergeMethod method) {}

    /** Whether the forge sets a branch that is behind its base anew on it before it merges by this method. */
    default boolean rebasesBefore(MergeMethod method) {
        return false;
    }

    @Override
    void close();
}
