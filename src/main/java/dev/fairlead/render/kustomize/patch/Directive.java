package dev.fairlead.render.kustomize.patch;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a patch wants to happen to what it meets: the value of {@code $patch}, which is taken out of the patch when it is read. */
enum Directive {
    MERGE,
    REPLACE,
    DELETE;

    private static final String KEY = "$patch";

    static Directive of(@Nullable Node patch) {
        if (patch == null) {
            return MERGE;
        }
        return switch (patch.kind()) {
            case MAPPING -> ofMapping(patch);
            case SEQUENCE -> ofSequence(patch);
            case SCALAR ->
                throw RenderException.of(
                        "the patch has the scalar '" + patch.value() + "' where the object has a mapping or a list",
                        "correct the patch");
        };
    }

    private static Directive ofMapping(Node patch) {
        Node value = patch.get(KEY);
        if (value == null) {
            return MERGE;
        }
        Directive directive = of(value.value());
        patch.remove(KEY);
        return directive;
    }

    /** An item that holds nothing but the directive stands for the list. */
    private static Directive ofSequence(Node patch) {
        for (Node item : patch.content()) {
            Node value = item.get(KEY);
            if (value != null) {
                if (item.content().size() > 2) {
                    return MERGE;
                }
                Directive directive = of(value.value());
                Items.remove(patch, List.of(KEY), List.of(value.value()));
                return directive;
            }
        }
        return MERGE;
    }

    private static Directive of(String word) {
        return switch (word) {
            case "merge" -> MERGE;
            case "replace" -> REPLACE;
            case "delete" -> DELETE;
            default -> throw RenderException.of("'$patch: " + word + "' is not known", "use merge, replace or delete");
        };
    }

    /** Whether a patch that meets nothing wants nothing to be there; a directive that is not known is content there. */
    static boolean isDeleted(@Nullable Node patch) {
        if (patch == null || !patch.is(Kind.MAPPING)) {
            return false;
        }
        Node value = patch.get(KEY);
        boolean known = value != null && List.of("merge", "replace", "delete").contains(value.value());
        return known && ofMapping(patch) == DELETE;
    }
}
