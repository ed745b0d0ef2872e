package dev.fairlead.update.config.edit;

import dev.fairlead.manifest.yaml.Alias;
import dev.fairlead.manifest.yaml.Mapping;
import dev.fairlead.manifest.yaml.Node;
import dev.fairlead.manifest.yaml.Scalar;
import dev.fairlead.manifest.yaml.Sequence;
import java.util.List;
import java.util.stream.Stream;

/** Whether two texts say the same. */
final class Sameness {
    private Sameness() {}

    /** Whether two mappings have the same entries in the same order, but for those of this key. */
    static boolean ofAllBut(String key, Mapping a, Mapping b) {
        return said(a, key).equals(said(b, key));
    }

    private static List<List<Object>> said(Mapping mapping, String but) {
        return mapping.entries().stream()
                .filter(entry -> !entry.isNamed(but))
                .flatMap(entry -> Stream.of(said(entry.key()), said(entry.value())))
                .toList();
    }

    private static List<Object> said(Node node) {
        Object value;
        if (node instanceof Mapping mapping) {
            value = mapping.entries().stream()
                    .map(entry -> List.of(said(entry.key()), said(entry.value())))
                    .toList();
        } else if (node instanceof Sequence list) {
            value = list.items().stream().map(Sameness::said).toList();
        } else {
            value = node instanceof Alias alias ? List.of("alias", alias.name()) : ((Scalar) node).value();
        }
        return List.of(
                node.getClass().getSimpleName(),
                node.tag().orElse(""),
                node.anchor().orElse(""),
                style(node),
                value);
    }

    private static String style(Node node) {
        return node instanceof Scalar scalar ? scalar.style().name() : "";
    }
}
