package dev.fairlead.forge;

/**
 * Makes the forges of one kind. Found by {@link java.util.ServiceLoader}, so that {@link Forges} need not know its
 * makers and a new forge is a package of its own.
 */
public interface ForgeProvider {
    /** The name in the configuration, for example {@code github}. */
    String name();

    /** What people read when no forge fits, for example {@code github (https://github.com/OWNER/REPOSITORY)}. */
    String described();

    /** Whether a repository at this URL is surely of this kind. */
    boolean recognises(RepositoryUrl url, ForgeSettings settings);

    /** The forge of the repository, not yet spoken to. */
    Forge open(RepositoryUrl url, ForgeSettings settings);
}
