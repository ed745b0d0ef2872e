package dev.fairlead.manifest.form;

import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.field.Form;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.find.Doubt;
import dev.fairlead.manifest.find.Finds;
import dev.fairlead.manifest.find.Found;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.find.Paths;
import dev.fairlead.manifest.find.YamlSpot;
import dev.fairlead.manifest.yaml.Mapping;
import dev.fairlead.manifest.yaml.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the entries of an {@code images} list as Kustomize has it: {@code name} chooses what is replaced, {@code newName},
 * {@code newTag} and {@code digest} say by what. The image is the one that results.
 */
public final class KustomizeImages {
    private static final Doubt NOTHING_SET = new Doubt(
            "the entry sets neither newTag nor digest, so the version is the base's",
            "add newTag to it (--add-to-overlay does)");

    private final Finds finds;
    private final Form form;

    public KustomizeImages(Finds finds, Form form) {
        this.finds = finds;
        this.form = form;
    }

    /** Looks at {@code images} of this mapping. */
    public void find(Mapping holder) {
        finds.sequenceAt(holder, "images", this::entries);
    }

    private void entries(Sequence images) {
        finds.mappings(images, this::entry);
    }

    private void entry(Mapping entry) {
        Optional<YamlSpot> name = finds.spot(entry, "name");
        Optional<YamlSpot> newName =
                finds.spot(entry, "newName").filter(spot -> !spot.value().isEmpty());
        List<Held> parts = new ArrayList<>();
        newName.ifPresent(spot -> parts.add(Held.of(Part.NAME, spot)));
        finds.spot(entry, "newTag").ifPresent(spot -> parts.add(Held.of(Part.TAG, spot)));
        finds.spot(entry, "digest").ifPresent(spot -> parts.add(Held.of(Part.DIGEST, spot)));
        boolean setsVersion = parts.stream().anyMatch(held -> held.part() != Part.NAME);
        if (parts.isEmpty() && name.isPresent()) {
            parts.add(Held.of(Part.NAME, name.get()));
        }
        if (parts.isEmpty()) {
            return;
        }
        Found found = Found.inYaml(form, Paths.of(entry), parts).inEntry(entry);
        if (newName.isEmpty()) {
            Optional<ImageName> image = name.map(YamlSpot::value).flatMap(ImageName::tryParse);
            found = image.map(found::ofImage).orElse(found);
        }
        finds.add(setsVersion ? found : found.doubted(NOTHING_SET));
        name.ifPresent(finds::claim);
    }
}
