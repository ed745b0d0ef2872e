package dev.fairlead.forge;

/** Knows who may write to the repository: whose word counts beside what they push. */
public interface Writers extends ForgeCapability {
    /**
     * Whether an account may push to the repository.
     *
     * @param account as {@link Comment#author} names it
     * @throws ForgeException where the forge does not tell
     */
    boolean mayWrite(String account);
}
