package dev.fairlead.manifest.find;

import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.field.Form;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.field.PolicyMark;
import dev.fairlead.manifest.yaml.Mapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An image field as a finder saw it, with the spots of its values.
 *
 * @param form what found it
 * @param where its path in the document
 * @param parts its values, at least one, in the order of the file
 * @param image the image, where a marker or the configuration says it
 * @param entry the entry of a kustomization's images that it is: a {@code newTag} or {@code digest} can be added to it
 * @param doubt why it is not edited unless a marker vouches for it
 */
public record Found(
        Form form,
        String where,
        List<Held> parts,
        Optional<ImageName> image,
        Optional<Mapping> entry,
        Optional<Doubt> doubt) {
    public Found {
        parts = List.copyOf(parts);
    }

    public static Found of(Form form, String where, List<Held> parts) {
        return new Found(form, where, parts, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A field of values in YAML, given in any order. */
    public static Found inYaml(Form form, String where, List<Held> parts) {
        List<Held> sorted = new ArrayList<>(parts);
        sorted.sort(Comparator.comparing(held -> (YamlSpot) held.spot(), YamlSpot.inReadingOrder()));
        return of(form, where, sorted);
    }

    public static Found of(Form form, String where, Held part) {
        return of(form, where, List.of(part));
    }

    Found withParts(List<Held> changed) {
        return new Found(form, where, changed, image, entry, doubt);
    }

    public Found ofImage(ImageName name) {
        return new Found(form, where, parts, Optional.of(name), entry, doubt);
    }

    public Found inEntry(Mapping mapping) {
        return new Found(form, where, parts, image, Optional.of(mapping), doubt);
    }

    public Found doubted(Doubt why) {
        return new Found(form, where, parts, image, entry, Optional.of(why));
    }

    /** A person's marker settles the doubt. */
    public Found vouched() {
        return new Found(form, where, parts, image, entry, Optional.empty());
    }

    /** The same with that part under a policy. */
    public Found marked(Held part, PolicyMark mark) {
        List<Held> changed = new ArrayList<>(parts);
        changed.replaceAll(held -> held.equals(part) ? held.marked(mark) : held);
        return new Found(form, where, changed, image, entry, Optional.empty());
    }

    /** The same under no policy. */
    public Found unmarked() {
        return withParts(
                parts.stream().map(held -> Held.of(held.part(), held.spot())).toList());
    }

    /** The value that holds this part. */
    public Optional<Held> part(Part wanted) {
        return parts.stream().filter(held -> held.part() == wanted).findFirst();
    }

    /** What is said about it. */
    public ImageField field() {
        Reading reading = Reading.of(this);
        return new ImageField(
                form,
                where,
                reading.name(),
                reading.tag(),
                reading.digest(),
                parts.stream().map(Held::told).toList(),
                reading.refusal());
    }
}
