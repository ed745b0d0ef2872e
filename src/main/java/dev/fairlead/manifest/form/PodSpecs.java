package dev.fairlead.manifest.form;

import dev.fairlead.manifest.field.Form;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.find.Finds;
import dev.fairlead.manifest.find.Found;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.yaml.Mapping;
import dev.fairlead.manifest.yaml.Node;
import dev.fairlead.manifest.yaml.Sequence;
import java.util.Set;

/**
 * Finds the images of pod specs wherever they stand in an object, so that every workload kind is covered, those of other
 * people's controllers included: containers of each sort, and volumes that are images.
 */
public final class PodSpecs {
    private static final Set<String> CONTAINERS = Set.of("containers", "initContainers", "ephemeralContainers");

    private final Finds finds;

    public PodSpecs(Finds finds) {
        this.finds = finds;
    }

    /** Looks at an object and everything in it. */
    public void find(Node node) {
        if (node instanceof Mapping mapping) {
            finds.each(mapping, this::entry);
        } else if (node instanceof Sequence sequence) {
            finds.items(sequence, this::find);
        }
    }

    private void entry(String key, Node value) {
        if (value instanceof Sequence list) {
            if (CONTAINERS.contains(key)) {
                finds.mappings(list, container -> reference(container, "image"));
            } else if (key.equals("volumes")) {
                finds.mappings(
                        list, volume -> finds.mappingAt(volume, "image", image -> reference(image, "reference")));
            }
        }
        find(value);
    }

    private void reference(Mapping holder, String key) {
        finds.spot(holder, key)
                .filter(spot -> !spot.value().isEmpty())
                .ifPresent(spot -> finds.add(Found.of(Form.POD_SPEC, spot.where(), Held.of(Part.REFERENCE, spot))));
    }
}
