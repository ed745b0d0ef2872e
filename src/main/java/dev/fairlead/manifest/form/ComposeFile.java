package dev.fairlead.manifest.form;

import dev.fairlead.manifest.field.Form;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.find.Finds;
import dev.fairlead.manifest.find.Found;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.yaml.Mapping;

/** Finds the images of a Compose file's services. */
public final class ComposeFile {
    private final Finds finds;

    public ComposeFile(Finds finds) {
        this.finds = finds;
    }

    /** Looks at the file's root. */
    public void find(Mapping root) {
        finds.mappingAt(
                root,
                "services",
                services -> finds.each(services, (name, service) -> {
                    if (service instanceof Mapping mapping) {
                        image(mapping);
                    }
                }));
    }

    private void image(Mapping service) {
        finds.spot(service, "image")
                .filter(spot -> !spot.value().isEmpty())
                .ifPresent(spot -> finds.add(Found.of(Form.COMPOSE, spot.where(), Held.of(Part.REFERENCE, spot))));
    }
}
