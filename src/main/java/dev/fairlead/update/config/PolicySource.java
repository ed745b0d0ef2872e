package dev.fairlead.update.config;

/** Where else than in {@code fairlead.yaml} an entry finds its images and policies. */
public enum PolicySource {
    /** {@code ImagePolicy} and {@code ImageRepository} objects in the entry's paths; the marked fields are edited. */
    FLUX,
    /** Annotations of Argo CD Image Updater on {@code Application} objects in the entry's paths. */
    ARGOCD
}
