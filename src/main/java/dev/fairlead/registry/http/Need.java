package dev.fairlead.registry.http;

/** What a question needs the permission for. */
public enum Need {
    /** To see that there is a registry. */
    REACH,
    /** To read a repository's tags and their times. */
    LIST,
    /** To read an image's manifest and configuration. */
    PULL
}
