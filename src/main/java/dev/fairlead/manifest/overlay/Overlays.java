package dev.fairlead.manifest.overlay;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.locate.Locator;
import dev.fairlead.manifest.overlay.Bases.BaseImage;
import dev.fairlead.manifest.yaml.Addition;
import dev.fairlead.manifest.yaml.Content;
import dev.fairlead.manifest.yaml.Content.Field;
import dev.fairlead.manifest.yaml.Edited;
import dev.fairlead.manifest.yaml.Mapping;
import dev.fairlead.manifest.yaml.Sequence;
import dev.fairlead.manifest.yaml.UnreadableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the overlays that leave the version of an image to their base, and gives them an entry of their own. */
public final class Overlays {
    private final Bases bases;

    /**
     * @param tree finds the files of bases
     * @param lookedAt the paths that are looked at themselves: what they hold is edited there
     */
    public Overlays(Locator locator, FileTree tree, Set<String> lookedAt) {
        this.bases = new Bases(locator, tree, lookedAt::contains);
    }

    /** Whether a file of this path is a kustomization. */
    public static boolean isKustomization(String path) {
        return Kustomization.isOne(path);
    }

    /** The images among these that the overlay takes from a base without setting their version. */
    public List<OverlayGap> gaps(String path, byte[] bytes, Collection<ImageName> images) {
        Optional<Kustomization> overlay = parse(path, bytes);
        if (overlay.isEmpty() || overlay.get().bases().isEmpty()) {
            return List.of();
        }
        Map<String, OverlayGap> gaps = new LinkedHashMap<>();
        for (BaseImage image : bases.of(overlay.get())) {
            Optional<ImageName> result =
                    ImageName.tryParse(overlay.get().renamed(image.name())).filter(images::contains);
            boolean set = overlay.get()
                    .entry(image.name())
                    .filter(Kustomization::setsVersion)
                    .isPresent();
            if (result.isPresent() && !set) {
                gaps.putIfAbsent(image.name(), new OverlayGap(path, result.get(), image.name(), image.field()));
            }
        }
        return List.copyOf(gaps.values());
    }

    private static Optional<Kustomization> parse(String path, byte[] bytes) {
        try {
            return Kustomization.parse(path, bytes);
        } catch (UnreadableException toldElsewhere) {
            return Optional.empty();
        }
    }

    /**
     * A kustomization with more entries.
     *
     * @param bytes the new bytes
     * @param refusals why entries could not be added; then the bytes are the old ones
     */
    @SuppressWarnings("ArrayRecordComponent") // a result that is passed on once, never compared
    public record Grown(byte[] bytes, List<Refusal> refusals) {
        public Grown {
            refusals = List.copyOf(refusals);
        }
    }

    /** Adds entries to a kustomization: all of them, or none. */
    public static Grown add(String path, byte[] bytes, List<OverlayEntry> entries) {
        Kustomization overlay = parse(path, bytes).orElse(null);
        if (overlay == null) {
            return new Grown(
                    bytes,
                    List.of(new Refusal(Place.of(path), "it is no kustomization that can be read", "mend the file")));
        }
        Edited edited = overlay.file().edit(additions(overlay, entries));
        return new Grown(
                edited.refusals().isEmpty() ? edited.bytes() : bytes,
                edited.refusals().stream()
                        .map(refusal -> new Refusal(
                                Place.of(path),
                                refusal.problem().cause(),
                                refusal.problem().remedy()))
                        .toList());
    }

    private static List<Addition> additions(Kustomization overlay, List<OverlayEntry> entries) {
        List<Addition> additions = new ArrayList<>();
        List<Content> items = new ArrayList<>();
        for (OverlayEntry entry : entries) {
            Optional<Mapping> known = overlay.entry(entry.gap().nameInBase());
            List<Field> version = version(entry.target());
            if (known.isPresent()) {
                additions.add(new Addition(known.get(), new Content.Fields(version)));
            } else {
                List<Field> fields = new ArrayList<>(
                        List.of(Content.field("name", entry.gap().nameInBase())));
                fields.addAll(version);
                items.add(new Content.Fields(fields));
            }
        }
        if (!items.isEmpty()) {
            Content.Items all = new Content.Items(items);
            Optional<Sequence> images = overlay.root().sequence("images");
            additions.add(
                    images.isPresent()
                            ? new Addition(images.get(), all)
                            : Addition.entry(overlay.root(), "images", all));
        }
        return additions;
    }

    private static List<Field> version(ImageReference target) {
        List<Field> fields = new ArrayList<>();
        target.tag().ifPresent(tag -> fields.add(Content.field("newTag", tag.value())));
        target.digest().ifPresent(digest -> fields.add(Content.field("digest", digest.toString())));
        return fields;
    }
}
