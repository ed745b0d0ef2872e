package dev.fairlead.forge;

/** The change that a pull request proposes, as text. */
public interface DiffView extends ForgeCapability {
    /**
     * The unified diff from where the head left the base to the head.
     *
     * @param maxBytes where to stop; whole files are left out from there, and named in a last line
     */
    String diff(String id, int maxBytes);
}
