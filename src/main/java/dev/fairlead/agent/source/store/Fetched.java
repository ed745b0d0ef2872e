package dev.fairlead.agent.source.store;

/** What a look at a source gave. */
public sealed interface Fetched {

    /** The source is still what it was. */
    record Unchanged() implements Fetched {}

    /**
     * Its files are in the staging now.
     *
     * @param revision as Flux writes it
     * @param token what the next look compares with
     */
    record Content(String revision, String token) implements Fetched {}
}
