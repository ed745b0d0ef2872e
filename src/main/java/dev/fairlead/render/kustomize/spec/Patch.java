package dev.fairlead.render.kustomize.spec;

import dev.fairlead.render.kustomize.resource.Selector;
import java.util.Optional;

/**
 * A patch of either kind.
 *
 * @param path the file that it is in, empty where it is inline
 * @param text the patch itself, empty where it is in a file
 * @param target the objects that it is for; absent where the patch itself names one
 * @param mayChangeName whether the patch may give the object another name
 * @param mayChangeKind whether the patch may give the object another kind
 */
public record Patch(
        String path,
        String text,
        Optional<Selector> target,
        boolean mayChangeName,
        boolean mayChangeKind,
        String place) {

    private record Options(boolean name, boolean kind) {
        static Options of(Fields fields) {
            return new Options(fields.flag("allowNameChange"), fields.flag("allowKindChange"));
        }
    }

    /** Reads a patch; an inline one is in the field of this name. */
    public static Patch of(Fields fields, String inline) {
        Options options = fields.child("options", Options::of).orElse(new Options(false, false));
        return new Patch(
                fields.text("path"),
                fields.text(inline),
                fields.child("target", Parts::selector),
                options.name,
                options.kind,
                fields.place());
    }
}
