package dev.fairlead.render.kustomize.spec;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.resource.KindOrder;
import java.util.List;
import java.util.Optional;

/**
 * The order of the objects.
 *
 * @param byKind whether they are sorted by kind; else they stay as they were read
 * @param first the kinds that come first
 * @param last the kinds that come last
 */
public record SortOptions(boolean byKind, List<String> first, List<String> last) {
    /** The order of the kustomize binary, where nothing else is said. */
    public static final SortOptions LEGACY = new SortOptions(true, KindOrder.FIRST, KindOrder.LAST);

    /** The order in which the objects were read. */
    public static final SortOptions AS_READ = new SortOptions(false, List.of(), List.of());

    private record Lists(List<String> first, List<String> last) {
        static Lists of(Fields fields) {
            return new Lists(fields.texts("orderFirst"), fields.texts("orderLast"));
        }
    }

    static SortOptions of(Fields fields) {
        String order = fields.text("order");
        Optional<Lists> lists = fields.child("legacySortOptions", Lists::of);
        return switch (order) {
            case "legacy" ->
                lists.map(given -> new SortOptions(true, given.first, given.last))
                        .orElse(LEGACY);
            case "fifo" -> {
                if (lists.isPresent()) {
                    throw new RenderException(new Problem(
                            fields.place("legacySortOptions"),
                            "sortOptions.legacySortOptions is set, but the order is fifo",
                            "set sortOptions.order to legacy, or remove legacySortOptions"));
                }
                yield AS_READ;
            }
            default ->
                throw new RenderException(new Problem(
                        fields.place("order"), "sortOptions.order is '" + order + "'", "set it to legacy or fifo"));
        };
    }
}
