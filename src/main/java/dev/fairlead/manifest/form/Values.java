package dev.fairlead.manifest.form;

import dev.fairlead.manifest.field.Form;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.find.Doubt;
import dev.fairlead.manifest.find.Finds;
import dev.fairlead.manifest.find.Found;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.find.YamlSpot;
import dev.fairlead.manifest.yaml.Mapping;
import dev.fairlead.manifest.yaml.Node;
import dev.fairlead.manifest.yaml.Scalar;
import dev.fairlead.manifest.yaml.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Finds images by the habits of Helm values, at any depth and in lists: a reference under a key that ends in
 * {@code image}, or a name with its tag and digest side by side ({@link SplitImage}).
 */
public final class Values {
    private final Finds finds;
    private final Form form;
    private final @Nullable Doubt doubt;

    private Values(Finds finds, Form form, @Nullable Doubt doubt) {
        this.finds = finds;
        this.form = form;
        this.doubt = doubt;
    }

    /** A finder in data that is known to hold images so. */
    public static Values in(Finds finds, Form form) {
        return new Values(finds, form, null);
    }

    /** A finder of what merely looks like images: it names only what has a version, and the doubt goes with it. */
    public static Values lookingLike(Finds finds, Form form, Doubt doubt) {
        return new Values(finds, form, doubt);
    }

    /** Looks at a node that stands under this key, empty for a root. */
    public void find(Node node, String key) {
        if (node instanceof Mapping mapping) {
            SplitImage.find(finds, mapping, key).stream()
                    .filter(split -> doubt == null || split.isWhole())
                    .forEach(split -> add(split.found(form)));
            finds.each(mapping, (name, value) -> entry(mapping, name, value));
        } else if (node instanceof Sequence sequence) {
            finds.items(sequence, item -> item(key, item));
        }
    }

    private void entry(Mapping holder, String key, Node value) {
        if (value instanceof Scalar scalar) {
            if (Names.isReferenceKey(key)) {
                single(key, finds.spot(scalar));
            } else if (Names.isDocumentKey(key)) {
                finds.document(scalar);
            }
        } else if (key.equals("images") && value instanceof Sequence list && isKustomize(list)) {
            new KustomizeImages(finds, form).find(holder);
        } else {
            find(value, key);
        }
    }

    private static boolean isKustomize(Sequence list) {
        return list.items().stream()
                .anyMatch(item -> item instanceof Mapping entry
                        && entry.find("name").isPresent()
                        && (entry.find("newTag").isPresent()
                                || entry.find("newName").isPresent()));
    }

    private void item(String key, Node item) {
        if (item instanceof Scalar scalar) {
            if (Names.isAboutImages(key) && Names.isVersioned(scalar.value())) {
                single(key, finds.spot(scalar));
            }
        } else {
            find(item, key);
        }
    }

    private void single(String key, YamlSpot spot) {
        String text = spot.value();
        boolean bare = doubt == null && key.equals("image") && Names.isName(text);
        // A value that is known already is told again by sure finders: it may be an alias of it that led here.
        boolean open = doubt == null || !finds.isClaimed(spot);
        if (open && (bare || Names.isVersioned(text) || Names.isTemplate(text))) {
            add(Found.of(form, spot.where(), Held.of(Part.REFERENCE, spot)));
        }
    }

    private void add(Found found) {
        finds.add(doubt == null ? found : found.doubted(doubt));
    }

    /** A reference in this scalar, or a split image in this mapping: what a configured path leads to. */
    public void findAt(Node node) {
        if (node instanceof Scalar scalar) {
            finds.add(Found.of(form, finds.spot(scalar).where(), Held.of(Part.REFERENCE, finds.spot(scalar))));
        } else if (node instanceof Mapping mapping) {
            find(mapping, "image");
        }
    }
}
