package dev.fairlead.update.config.read;

import dev.fairlead.image.ImageName;
import dev.fairlead.update.config.Grouping;
import dev.fairlead.update.config.ImageRule;
import dev.fairlead.update.config.PathPattern;
import dev.fairlead.update.config.PolicySource;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.UpdateEntry;
import dev.fairlead.update.config.delivery.DeliverySettings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the items of {@code updates}; what an item does not say is taken from {@code defaults}. */
final class EntryReader {
    private static final Map<String, PolicySource> SOURCES =
            Map.of("flux", PolicySource.FLUX, "argocd", PolicySource.ARGOCD);

    private static final Map<String, Grouping> GROUPINGS =
            Map.of("entry", Grouping.ENTRY, "image", Grouping.IMAGE, "path", Grouping.PATH, "policy", Grouping.POLICY);

    private final SelectionSettings selection;
    private final DeliverySettings delivery;
    private final Optional<String> group;
    private final Grouping grouping;

    EntryReader(Optional<Section> defaults) {
        selection = defaults.map(section -> SelectionSettings.read(section, SelectionSettings.NONE))
                .orElse(SelectionSettings.NONE);
        delivery = defaults.map(section -> DeliveryReader.read(section, DeliverySettings.DEFAULT))
                .orElse(DeliverySettings.DEFAULT);
        group = defaults.flatMap(section -> section.value("group", Texts::name));
        grouping = defaults.flatMap(section -> section.choice("groupBy", GROUPINGS))
                .orElse(Grouping.ENTRY);
    }

    /** The signature rules that count as far as no entry says otherwise. */
    List<String> verify() {
        return selection.style().verify();
    }

    /** How changes are delivered, as far as no entry says otherwise. */
    DeliverySettings delivery() {
        return delivery;
    }

    UpdateEntry read(Section section) {
        section.required("name");
        String name = section.value("name", Texts::name).orElse("");
        SelectionSettings own = SelectionSettings.read(section, selection);
        Set<PolicySource> sources = EnumSet.noneOf(PolicySource.class);
        sources.addAll(section.values("policiesFrom", text -> source(text)));
        List<ImageRule> images = images(section, own);
        if (images.isEmpty() && sources.isEmpty() && !section.has("image") && !section.has("images")) {
            section.wrong("", "the entry names no image", "add 'image', 'images' or 'policiesFrom'");
        }
        return new UpdateEntry(
                name,
                images,
                sources,
                new Scope(section.values("paths", PathPattern::of), section.values("excludePaths", PathPattern::of)),
                TargetReader.read(section.sections("targets", Shape.TARGET)),
                section.flag("addToOverlays").orElse(false),
                own.style(),
                section.value("group", Texts::name).or(() -> group).orElse(name),
                grouping(section),
                DeliveryReader.read(section, delivery),
                section.place(),
                Optional.empty());
    }

    private Grouping grouping(Section section) {
        Grouping own = section.choice("groupBy", GROUPINGS).orElse(grouping);
        if (own == Grouping.PATH && !section.has("paths")) {
            section.wrong("groupBy", "the entry has no 'paths' to be grouped by", "name paths, or group otherwise");
        }
        return own;
    }

    private static PolicySource source(String text) {
        PolicySource source = SOURCES.get(text);
        if (source == null) {
            throw new IllegalArgumentException("'" + text + "' is no source of policies: write flux or argocd");
        }
        return source;
    }

    private static List<ImageRule> images(Section section, SelectionSettings above) {
        List<ImageRule> rules = new ArrayList<>();
        section.value("image", ImageName::parse).ifPresent(image -> rules.add(above.rule(image)));
        Set<ImageName> seen = new HashSet<>();
        for (Section item : section.sectionsOrTexts("images", Shape.IMAGE, "image")) {
            item.required("image");
            SelectionSettings own = SelectionSettings.read(item, above);
            item.value("image", ImageName::parse).ifPresent(image -> rules.add(own.rule(image)));
        }
        for (ImageRule rule : rules) {
            if (!seen.add(rule.image())) {
                section.wrong(
                        "images",
                        "the image " + rule.image().written() + " is named twice",
                        "keep one of them, or make two entries with different paths");
            }
        }
        return rules;
    }
}
