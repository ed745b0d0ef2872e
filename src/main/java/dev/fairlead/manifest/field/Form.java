package dev.fairlead.manifest.field;

import java.util.Locale;

/** The kinds of places in which images are found. */
public enum Form {
    /** A container or image volume of a pod spec, in an object of any kind. */
    POD_SPEC,
    /** A field of a kind that is known, or that the configuration names. */
    CUSTOM_KIND,
    /** {@code images} of a {@code kustomization.yaml} or a Component. */
    KUSTOMIZE,
    /** {@code image}, or {@code repository} with {@code tag} or {@code digest}, in Helm values. */
    HELM_VALUES,
    /** {@code spec.values} of a Flux {@code HelmRelease}. */
    FLUX_HELM_RELEASE,
    /** {@code spec.images} of a Flux {@code Kustomization}. */
    FLUX_KUSTOMIZATION,
    /** {@code spec.url} and {@code spec.ref} of a Flux {@code OCIRepository}: an artifact that is tagged as images are. */
    FLUX_OCI_REPOSITORY,
    /** A source of an Argo CD {@code Application} or {@code ApplicationSet}, or a {@code .argocd-source} file. */
    ARGO_APPLICATION,
    /** A service of a Compose file. */
    COMPOSE,
    /** A match of a configured pattern in a text file. */
    TEXT_PATTERN,
    /** A value that a Flux {@code $imagepolicy} marker names and no other form knows. */
    FLUX_MARKER,
    /** A value that a {@code fairlead:} marker names. */
    FAIRLEAD_MARKER;

    /** The name as it is written in reports, such as {@code pod-spec}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
