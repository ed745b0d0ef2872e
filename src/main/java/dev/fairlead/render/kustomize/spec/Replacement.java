package dev.fairlead.render.kustomize.spec;

import dev.fairlead.render.kustomize.resource.Gvk;
import dev.fairlead.render.kustomize.resource.ResourceId;
import dev.fairlead.render.kustomize.resource.Selector;
import java.util.List;
import java.util.Optional;

/**
 * A value that is copied from one object into others.
 *
 * @param path the file that holds the replacement, or several; empty where it is inline
 * @param source where the value comes from
 * @param value the value itself, where it comes from nowhere
 */
public record Replacement(
        String path, Optional<Source> source, Optional<String> value, List<Target> targets, String place) {
    private static final String DEFAULT_FIELD = "metadata.name";

    /**
     * Part of a text.
     *
     * @param delimiter what stands between the parts; empty for the whole text
     * @param index which part
     * @param create whether a target's missing field is made
     */
    public record Options(String delimiter, int index, boolean create) {
        public static final Options NONE = new Options("", 0, false);

        static Options of(Fields fields) {
            fields.text("encoding");
            return new Options(fields.text("delimiter"), (int) fields.number("index"), fields.flag("create"));
        }
    }

    /** A field of the one object that is selected. */
    public record Source(ResourceId selector, String fieldPath, Options options) {
        static Source of(Fields fields) {
            Gvk gvk = Parts.gvk(fields);
            ResourceId selector = new ResourceId(gvk, fields.text("name"), fields.text("namespace"), false);
            String path = fields.text("fieldPath");
            return new Source(selector, path.isEmpty() ? DEFAULT_FIELD : path, optionsOf(fields));
        }
    }

    /** Fields of the objects that are selected and not rejected. */
    public record Target(Optional<Selector> select, List<Selector> reject, List<String> fieldPaths, Options options) {
        static Target of(Fields fields) {
            List<String> paths = fields.texts("fieldPaths");
            return new Target(
                    fields.child("select", Parts::selector),
                    fields.list("reject", Parts::selector),
                    paths.isEmpty() ? List.of(DEFAULT_FIELD) : paths,
                    optionsOf(fields));
        }
    }

    private static Options optionsOf(Fields fields) {
        return fields.child("options", Options::of).orElse(Options.NONE);
    }

    public static Replacement of(Fields fields) {
        return new Replacement(
                fields.text("path"),
                fields.child("source", Source::of),
                fields.optionalText("sourceValue"),
                fields.list("targets", Target::of),
                fields.place());
    }
}
