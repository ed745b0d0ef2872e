package dev.fairlead.manifest.yaml;

/** A wanted change of a file. */
public sealed interface Edit permits Splice, Addition {
    /** The node that changes or grows. */
    Node target();
}
