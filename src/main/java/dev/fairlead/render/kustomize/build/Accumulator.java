package dev.fairlead.render.kustomize.build;

import dev.fairlead.render.kustomize.fields.FieldConfig;
import dev.fairlead.render.kustomize.reference.Variables;
import dev.fairlead.render.kustomize.resource.ResourceSet;

/** What a kustomization and all that it builds on have brought together. */
final class Accumulator {
    private final ResourceSet resources = new ResourceSet();
    private final Variables variables = new Variables();
    private FieldConfig config = FieldConfig.EMPTY;

    ResourceSet resources() {
        return resources;
    }

    Variables variables() {
        return variables;
    }

    FieldConfig config() {
        return config;
    }

    void addConfig(FieldConfig other) {
        config = config.merge(other);
    }

    void addAll(Accumulator other) {
        resources.addAll(other.resources.all());
        addConfig(other.config);
        variables.addAll(other.variables);
    }
}
