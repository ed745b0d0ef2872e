package dev.fairlead.render.kustomize.generate;

/** Reads the files that a kustomization names. */
public interface Loader {
    /** The content of a file, by its path from the kustomization's folder. */
    byte[] bytes(String path);

    /** The content of a file as text. */
    String text(String path);

    /** How errors name a file. */
    String name(String path);
}
