package dev.fairlead.render.kustomize.build;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.fields.FieldConfig;
import dev.fairlead.render.kustomize.fields.FieldSpec;
import dev.fairlead.render.kustomize.reference.NameReferences;
import dev.fairlead.render.kustomize.reference.VariableTransformer;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import dev.fairlead.render.kustomize.spec.SortOptions;
import dev.fairlead.render.kustomize.transform.EntriesTransformer;
import dev.fairlead.render.kustomize.transform.HashTransformer;
import dev.fairlead.render.kustomize.transform.SortTransformer;
import dev.fairlead.render.yaml.Reread;
import dev.fairlead.render.yaml.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A whole build: the folders first, then what must come last, hashes, references and variables. */
public final class Build {
    private static final String MANAGED_BY = "managedByLabel";
    private static final String ORIGIN = "originAnnotations";
    private static final String TRANSFORMATIONS = "transformerAnnotations";
    private static final EntriesTransformer MANAGED = new EntriesTransformer(
            Map.of("app.kubernetes.io/managed-by", "kustomize-v5.8.1"), List.of(FieldSpec.created("metadata/labels")));

    private Build() {}

    /**
     * What a build may do.
     *
     * @param order the order of the objects, where the kustomization does not say it
     * @param managedByLabel whether every object gets a label that says what built it
     * @param outsideRoot whether files may lie outside of their kustomization's folder
     * @param remote whether another renderer may load what lies elsewhere
     * @param boundary the folder that nothing may lie outside of
     */
    public record Permissions(
            SortOptions order, boolean managedByLabel, boolean outsideRoot, boolean remote, Optional<Path> boundary) {}

    /** Builds a folder and returns its objects as values, in their order. */
    public static List<Map<String, Object>> run(Path folder, Permissions permissions) {
        Target root = Target.root(
                Folder.start(folder, permissions.outsideRoot(), permissions.boundary()), permissions.remote());
        Accumulator all = root.build();
        ResourceSet resources = all.resources();
        new HashTransformer().transform(resources);
        new NameReferences(all.config().references()).transform(resources);
        Map<String, Object> variables = all.variables().values(resources);
        if (!variables.isEmpty()) {
            new VariableTransformer(variables, all.config().of(FieldConfig.Use.VAR_REFERENCE)).transform(resources);
        }
        resources.all().forEach(Build::demandName);
        resources.removeIf(Resource::localConfig);
        new SortTransformer(root.kustomization().sortOptions().orElse(permissions.order())).transform(resources);
        Set<String> metadata = root.kustomization().buildMetadata();
        if (permissions.managedByLabel() || metadata.contains(MANAGED_BY)) {
            MANAGED.transform(resources);
        }
        for (Resource resource : resources.all()) {
            clean(resource, metadata);
        }
        return resources.all().stream().map(Build::printed).toList();
    }

    /** A patch or replacement may have taken away what makes an object one. */
    private static void demandName(Resource resource) {
        boolean list = resource.kind().endsWith("List");
        if (resource.kind().isEmpty() || (resource.name().isEmpty() && !list)) {
            throw RenderException.of(
                    resource.originalId() + " has lost its kind or its name",
                    "let no patch or replacement set them to something that is no text");
        }
    }

    private static Map<String, Object> printed(Resource resource) {
        try {
            return Reread.of(Values.object(resource.node()));
        } catch (RenderException e) {
            throw RenderException.of(
                    resource.id() + ": " + e.problem().cause(), e.problem().remedy());
        }
    }

    private static void clean(Resource resource, Set<String> metadata) {
        resource.removeMarks();
        if (!metadata.contains(ORIGIN)) {
            resource.removeOrigin();
        }
        if (!metadata.contains(TRANSFORMATIONS)) {
            resource.removeTransformations();
        }
    }
}
