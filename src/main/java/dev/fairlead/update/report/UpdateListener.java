package dev.fairlead.update.report;

/** Hears how a run gets on. It is called from several threads, one call at a time. */
public interface UpdateListener {
    /** Hears nothing. */
    UpdateListener SILENT = new UpdateListener() {};

    /**
     * A step is done.
     *
     * @param group the group that it was done for; empty for a step of the whole run
     */
    default void reached(Step step, String group) {}

    /**
     * Part of a long piece of work is done.
     *
     * @param work what is done, such as {@code asking registries}
     * @param done how much of it
     * @param of how much there is; 0 where that is not known
     */
    default void progress(String work, int done, int of) {}
}
