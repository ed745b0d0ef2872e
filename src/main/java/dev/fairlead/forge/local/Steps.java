package dev.fairlead.forge.local;

/** Told of every write after it happened, so that tests can end the process between any two of them. */
@FunctionalInterface
interface Steps {
    Steps NONE = step -> {};

    void done(String step);
}
