package dev.fairlead.update.config.edit;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.manifest.yaml.Addition;
import dev.fairlead.manifest.yaml.Content;
import dev.fairlead.manifest.yaml.Edited;
import dev.fairlead.manifest.yaml.Mapping;
import dev.fairlead.manifest.yaml.Node;
import dev.fairlead.manifest.yaml.Sequence;
import dev.fairlead.manifest.yaml.YamlFile;
import dev.fairlead.update.config.VersionHold;
import dev.fairlead.update.config.read.ConfigException;
import dev.fairlead.update.config.read.ConfigReader;
import dev.fairlead.update.config.read.Moments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The items of {@code holds} in a configuration. An edit changes whole lines of these items and no other byte, and is
 * proved: read again, everything else says the same, and the holds are those that were wanted.
 */
public final class HoldsFile {
    private static final String KEY = "holds";

    private final String name;
    private final byte[] bytes;
    private final List<VersionHold> holds;

    private HoldsFile(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
        this.holds = ConfigReader.read(name, new String(bytes, StandardCharsets.UTF_8))
                .holds();
    }

    /**
     * Reads a configuration.
     *
     * @param name as messages call it
     * @throws dev.fairlead.update.config.read.ConfigException if it is wrong
     */
    public static HoldsFile of(String name, byte[] bytes) {
        return new HoldsFile(name, bytes.clone());
    }

    /** What is held, in the order of the file. */
    public List<VersionHold> holds() {
        return holds;
    }

    /** The file as it is. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether this item is about this version, or both are about every version. */
    public static boolean isAbout(VersionHold hold, ImageName image, Optional<Tag> tag) {
        return hold.image().equals(image) && hold.tag().equals(tag);
    }

    /**
     * The file with this hold, at the end of the others, in the place of the one for the same version.
     *
     * @throws FairleadException if it is written in a way that nothing can be added to
     */
    public HoldsFile with(VersionHold hold) {
        if (holds.contains(hold)) {
            return this;
        }
        HoldsFile cleared = without(known -> isAbout(known, hold.image(), hold.tag()));
        List<VersionHold> wanted = new ArrayList<>(cleared.holds);
        wanted.add(hold);
        return cleared.added(hold).proved(cleared, wanted);
    }

    /**
     * The file without these holds.
     *
     * @throws FairleadException if they are written in a way that lines cannot be taken out of
     */
    public HoldsFile without(Predicate<VersionHold> ended) {
        List<VersionHold> wanted = holds.stream().filter(ended.negate()).toList();
        if (wanted.size() == holds.size()) {
            return this;
        }
        Sequence items = items().orElseThrow(this::unusual);
        if (items.items().size() != holds.size()) {
            throw unusual();
        }
        Lines lines = new Lines(bytes);
        for (int i = 0; i < holds.size(); i++) {
            if (ended.test(holds.get(i)) && !lines.takeOut(items.items().get(i))) {
                throw unusual();
            }
        }
        if (wanted.isEmpty()) {
            items.key().ifPresent(lines::takeOut);
        }
        return edited(lines.rest()).proved(this, wanted);
    }

    private HoldsFile added(VersionHold hold) {
        Mapping root = root();
        Content item = content(hold);
        Optional<Node> known = root.find(KEY);
        boolean nothingThere = known.filter(
                        node -> !(node instanceof Sequence list) || list.items().isEmpty())
                .isPresent();
        if (nothingThere) {
            Lines lines = new Lines(bytes);
            known.flatMap(Node::key).ifPresent(lines::takeOut);
            return edited(lines.rest()).added(hold);
        }
        Addition addition = known.map(node -> Addition.item((Sequence) node, item))
                .orElseGet(() -> Addition.entry(root, KEY, Content.items(item)));
        Edited edited = root.document().file().edit(List.of(addition));
        edited.refusals().stream().findFirst().ifPresent(refusal -> {
            throw new FairleadException(refusal.problem());
        });
        return edited(edited.bytes());
    }

    private static Content content(VersionHold hold) {
        List<Content.Field> fields = new ArrayList<>();
        fields.add(Content.field("image", hold.image().written()));
        hold.tag().ifPresent(tag -> fields.add(Content.field("tag", tag.value())));
        fields.add(Content.field("why", hold.why()));
        hold.until().ifPresent(end -> fields.add(Content.field("until", Moments.written(end))));
        return new Content.Fields(fields);
    }

    private Mapping root() {
        YamlFile file = YamlFile.parseToEdit(name, bytes);
        return file.documents().stream()
                .findFirst()
                .flatMap(document -> document.mapping())
                .orElseThrow(this::unusual);
    }

    private Optional<Sequence> items() {
        return root().sequence(KEY);
    }

    private HoldsFile edited(byte[] after) {
        try {
            return new HoldsFile(name, after);
        } catch (ConfigException broken) {
            throw unusual();
        }
    }

    /** This file, if it says what the one before said but for its holds, and these holds. */
    private HoldsFile proved(HoldsFile before, List<VersionHold> wanted) {
        if (!holds.equals(wanted) || !Sameness.ofAllBut(KEY, before.root(), root())) {
            throw unusual();
        }
        return this;
    }

    private FairleadException unusual() {
        return new FairleadException(new Problem(
                name,
                "'holds' is written in a way that is not edited here",
                "write its items as lines, each with '- '"));
    }
}
