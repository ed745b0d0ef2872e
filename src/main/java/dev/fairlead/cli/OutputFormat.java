package dev.fairlead.cli;

/** How a command that reports prints its result: for people, or as one JSON document on standard output. */
enum OutputFormat {
    text,
    json
}
