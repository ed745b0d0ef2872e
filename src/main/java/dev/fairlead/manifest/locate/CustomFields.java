package dev.fairlead.manifest.locate;

import dev.fairlead.manifest.field.Form;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.find.Finds;
import dev.fairlead.manifest.find.Found;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.form.Values;
import dev.fairlead.manifest.yaml.Node;
import dev.fairlead.manifest.yaml.Scalar;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the fields that the configuration names, and those of well-known kinds. */
final class CustomFields {
    private final List<Rule> rules;
    private final Map<String, List<Rule>> byKind;

    /** A custom field made ready for use. */
    private record Rule(
            CustomField field, FieldPath path, @Nullable Glob files) {
        static Rule of(CustomField field) {
            return new Rule(
                    field,
                    FieldPath.parse(field.path()),
                    field.files().map(Glob::new).orElse(null));
        }

        /** The kind without its group, empty for any. */
        String kind() {
            return field.kind()
                    .map(kind -> kind.substring(kind.lastIndexOf('/') + 1))
                    .orElse("");
        }

        boolean isFor(String file, String group) {
            boolean groupFits = field.kind()
                    .filter(kind -> kind.indexOf('/') >= 0)
                    .map(kind -> kind.substring(0, kind.lastIndexOf('/')).equals(group))
                    .orElse(true);
            return groupFits && (files == null || files.matches(file));
        }
    }

    CustomFields(List<CustomField> configured) {
        this.rules = Stream.concat(configured.stream(), KnownKinds.FIELDS.stream())
                .map(Rule::of)
                .toList();
        this.byKind = rules.stream().collect(Collectors.groupingBy(Rule::kind));
    }

    /** The words without which no configured field is in a file. */
    List<String> words() {
        return rules.stream().map(rule -> rule.path().word()).distinct().toList();
    }

    /** Whether a rule says whose part a value is. */
    boolean namesImages() {
        return rules.stream().anyMatch(rule -> rule.field().image().isPresent());
    }

    /** Whether a rule names files of this path. */
    boolean names(String file) {
        return rules.stream()
                .anyMatch(rule -> rule.files() != null && rule.files().matches(file));
    }

    /** Looks at a document or object; group and kind are empty where it is no Kubernetes object. */
    void find(Finds finds, Node root, String group, String kind) {
        String file = root.document().file().name();
        Stream.of(kind, "")
                .distinct()
                .flatMap(name -> byKind.getOrDefault(name, List.of()).stream())
                .filter(rule -> rule.isFor(file, group))
                .forEach(rule -> rule.path().follow(finds, root, node -> found(finds, rule.field(), node)));
    }

    private static void found(Finds finds, CustomField field, Node node) {
        if (field.part() == Part.REFERENCE) {
            Values.in(finds, Form.CUSTOM_KIND).findAt(node);
        } else if (node instanceof Scalar scalar) {
            Found found =
                    Found.of(Form.CUSTOM_KIND, finds.spot(scalar).where(), Held.of(field.part(), finds.spot(scalar)));
            finds.add(field.image().map(found::ofImage).orElse(found));
        }
    }
}
