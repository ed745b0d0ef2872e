package dev.fairlead.render.kustomize.transform;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.generate.Loader;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceReader;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import dev.fairlead.render.kustomize.spec.Located;
import java.util.ArrayList;
import java.util.List;

/** Strategic merge patches, inline or in files, each for the object that it names. */
public final class StrategicMergeTransformer implements Transformer {
    private final List<Resource> patches;

    private StrategicMergeTransformer(List<Resource> patches) {
        this.patches = patches;
    }

    /** Reads patches; a text that holds no object is the path of a file. */
    public static StrategicMergeTransformer of(List<Located> sources, Loader loader, ResourceReader reader) {
        List<Resource> patches = new ArrayList<>();
        for (Located source : sources) {
            try {
                patches.addAll(read(source, loader, reader));
            } catch (RenderException e) {
                throw e.at(source.place());
            }
        }
        if (patches.isEmpty()) {
            throw RenderException.of("the patches hold no object", "write a patch, or remove the field");
        }
        return new StrategicMergeTransformer(patches);
    }

    private static List<Resource> read(Located source, Loader loader, ResourceReader reader) {
        try {
            return reader.read(source.text(), source.place() + " (inline)");
        } catch (RenderException e) {
            if (source.text().strip().indexOf('\n') >= 0) {
                throw e; // no path has lines
            }
            return reader.read(loader.text(source.text()), loader.name(source.text()));
        }
    }

    @Override
    public void transform(ResourceSet resources) {
        for (Resource patch : patches) {
            Merging.into(resources, List.of(resources.only(patch.originalId())), patch);
        }
    }
}
