package dev.fairlead.update.config.read;

import java.util.List;

/** A mapping of a configuration file: the keys that it may have. */
public interface Form {
    /** The name of the definition in the file's published JSON Schema. */
    String title();

    /** The keys in the order in which the documentation explains them. */
    List<String> keys();
}
