package dev.fairlead.manifest.locate;

import dev.fairlead.manifest.automation.Automation;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.yaml.YamlFile;
import java.util.List;
import java.util.Optional;

/**
 * What was found in one file.
 *
 * @param fields its image fields, in the order of the file
 * @param unread what could not be read: the file, a document in a string of it, or a marker that marks nothing
 * @param skipped why it was left out on purpose
 * @param automation the objects and annotations in it that steer other updaters
 * @param content the file itself, where it was read
 */
public record LocatedFile(
        List<Located> fields,
        List<Refusal> unread,
        Optional<Refusal> skipped,
        Automation automation,
        Optional<Content> content) {

    /** A file as it was read. */
    public sealed interface Content {
        /** YAML or JSON. */
        record Yaml(YamlFile file) implements Content {}

        /** Text, in UTF-8. */
        record Text(String text) implements Content {}
    }

    static final LocatedFile EMPTY =
            new LocatedFile(List.of(), List.of(), Optional.empty(), Automation.NONE, Optional.empty());

    public LocatedFile {
        fields = List.copyOf(fields);
        unread = List.copyOf(unread);
    }

    /** A file that could not be read. */
    public static LocatedFile unread(Refusal why) {
        return new LocatedFile(List.of(), List.of(why), Optional.empty(), Automation.NONE, Optional.empty());
    }

    static LocatedFile skipped(Refusal why) {
        return new LocatedFile(List.of(), List.of(), Optional.of(why), Automation.NONE, Optional.empty());
    }
}
