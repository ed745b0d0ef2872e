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

    @Override
    void close();
}
