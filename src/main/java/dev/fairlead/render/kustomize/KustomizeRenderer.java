package dev.fairlead.render.kustomize;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.Rendering;
import dev.fairlead.render.kustomize.build.Build;
import dev.fairlead.render.kustomize.spec.SortOptions;
import java.nio.file.Path;

/**
 * Renders folders with a kustomization, without running anything. What it does not know fails with an error that names the field; where the kustomize
 * binary is configured, that renders the folder instead. It keeps nothing from one render to the next, and may be used by several threads.
 */
public final class KustomizeRenderer {
    private final KustomizeOptions options;

    public KustomizeRenderer(KustomizeOptions options) {
        this.options = options;
    }

    /** Renders a folder; fails with a {@link RenderException} if the folder is wrong, or asks for what is not allowed or not known. */
    public Rendering render(Path folder) {
        try {
            return new Rendering(Build.run(folder, permissions()));
        } catch (RenderException e) {
            if (e.unsupported() && options.binary().isPresent()) {
                return options.binary().get().render(folder, options);
            }
            throw e.at(folder.toString());
        } catch (StackOverflowError e) {
            throw new RenderException(
                    new Problem(folder.toString(), "something in it is nested too deep", "flatten it"), e);
        }
    }

    private Build.Permissions permissions() {
        return new Build.Permissions(
                options.order() == KustomizeOptions.Order.LEGACY ? SortOptions.LEGACY : SortOptions.AS_READ,
                options.managedByLabel(),
                options.outsideRoot(),
                options.remote(),
                options.boundary());
    }
}
