package dev.fairlead.render.kustomize.resource;

import java.util.List;

/**
 * The annotations in which kustomize keeps what it knows of an object while it renders. They are kept there here too, since patches see them: one that
 * takes all annotations away also makes the object's former names unknown.
 */
final class Marks {
    private static final String DOMAIN = "internal.config.kubernetes.io/";

    static final String PREVIOUS_KINDS = DOMAIN + "previousKinds";
    static final String PREVIOUS_NAMES = DOMAIN + "previousNames";
    static final String PREVIOUS_NAMESPACES = DOMAIN + "previousNamespaces";
    static final String PREFIXES = DOMAIN + "prefixes";
    static final String SUFFIXES = DOMAIN + "suffixes";
    static final String MAY_CHANGE_NAME = DOMAIN + "allowNameChange";
    static final String MAY_CHANGE_KIND = DOMAIN + "allowKindChange";
    static final String BEHAVIOR = DOMAIN + "generatorBehavior";
    static final String NEEDS_HASH = DOMAIN + "needsHashSuffix";
    static final String HELM_GENERATED = DOMAIN + "helm-generated";
    static final String ORIGIN = "config.kubernetes.io/origin";
    static final String TRANSFORMATIONS = "alpha.config.kubernetes.io/transformations";
    static final String LOCAL_CONFIG = "config.kubernetes.io/local-config";
    static final String ENABLED = "enabled";

    /** All that is taken away at the end. */
    static final List<String> BUILD = List.of(
            PREVIOUS_KINDS,
            PREVIOUS_NAMES,
            PREFIXES,
            SUFFIXES,
            PREVIOUS_NAMESPACES,
            MAY_CHANGE_NAME,
            MAY_CHANGE_KIND,
            DOMAIN + "refBy",
            BEHAVIOR,
            NEEDS_HASH,
            DOMAIN + "path",
            DOMAIN + "index",
            DOMAIN + "seqindent",
            DOMAIN + "id",
            DOMAIN + "annotations-migration-resource-id",
            "config.kubernetes.io/path",
            "config.kubernetes.io/index",
            "config.k8s.io/id",
            HELM_GENERATED);

    private static final List<String> LEGACY =
            List.of("config.kubernetes.io/path", "config.kubernetes.io/index", "config.k8s.io/id");

    private Marks() {}

    static boolean internal(String annotation) {
        return annotation.startsWith(DOMAIN) || LEGACY.contains(annotation);
    }
}
