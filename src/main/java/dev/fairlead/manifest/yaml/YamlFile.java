package dev.fairlead.manifest.yaml;

import dev.fairlead.manifest.yaml.EventParser.Events;
import dev.fairlead.manifest.yaml.TreeBuilder.Trees;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A YAML or JSON file that was read: its documents as trees, and the means to change single scalars without touching any other byte.
 *
 * <p>Nothing is resolved while reading: types are not guessed, aliases not followed, merge keys not merged, duplicate keys not dropped. An edit replaces the
 * bytes of the scalars that it names, and is proved by reading the new bytes again: the parser's events must be those of the old bytes but for the wanted
 * values. What cannot be proved is refused.
 */
public final class YamlFile {
    private final SourceText text;
    private final boolean json;
    private final @Nullable Scalar container;
    private final int indent;
    private final List<Document> documents;
    private final List<Scalar> scalars;
    private final Optional<Events> events;

    private YamlFile(
            SourceText text, boolean json, @Nullable Scalar container, int indent, Function<YamlFile, Trees> reader) {
        this.text = text;
        this.json = json;
        this.container = container;
        this.indent = indent;
        Trees trees = reader.apply(this);
        if (json) {
            JsonProof.check(text, trees.scalars());
        }
        this.documents = Collections.unmodifiableList(trees.documents());
        this.scalars = Collections.unmodifiableList(trees.scalars());
        this.events = trees.events();
    }

    /**
     * Reads a file. One whose name ends in {@code .json} is held to JSON's rules.
     *
     * @param name the file as it is to be named in messages
     * @param bytes the content, which the caller leaves unchanged afterwards
     * @throws UnreadableException if it is not UTF-8, not valid YAML, or beyond the limits
     */
    public static YamlFile parse(String name, byte[] bytes) {
        return parse(name, bytes, YamlLimits.DEFAULT);
    }

    /** {@link #parse(String, byte[])} within other limits. */
    public static YamlFile parse(String name, byte[] bytes, YamlLimits limits) {
        SourceText text = SourceText.decode(name, bytes, limits);
        return new YamlFile(text, isJson(name), null, 0, file -> TreeBuilder.build(file, text, limits));
    }

    /**
     * {@link #parse(String, byte[])} for a file that is probably going to be edited: it keeps what the proof of an edit would
     * read again, which is several times as large as the file.
     */
    public static YamlFile parseToEdit(String name, byte[] bytes) {
        SourceText text = SourceText.decode(name, bytes, YamlLimits.DEFAULT);
        return new YamlFile(
                text, isJson(name), null, 0, file -> TreeBuilder.buildAndKeep(file, text, YamlLimits.DEFAULT));
    }

    private static boolean isJson(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    /** The file as it is named in messages. */
    public String name() {
        return container == null ? text.name() : container.document().file().name();
    }

    /** Whether it is held to JSON's rules. */
    public boolean isJson() {
        return json;
    }

    /** The documents of the stream; none in a file of nothing but comments and white space. */
    public List<Document> documents() {
        return documents;
    }

    /** All scalars in the order of the text, keys included. */
    public List<Scalar> scalars() {
        return scalars;
    }

    /** For a file within a file: the scalar that holds it. */
    public Optional<Scalar> container() {
        return Optional.ofNullable(container);
    }

    /**
     * Reads the YAML inside a scalar, such as {@code helm.values} of an Argo CD Application. Its nodes tell their places in the outermost file, and edits of
     * them are given to that file's {@link #edit}.
     *
     * @throws UnreadableException if the scalar's value is not valid YAML, or the scalar is of a form in which no part can be edited
     */
    public YamlFile nested(Scalar scalar) {
        if (scalar.document().file() != this) {
            throw new IllegalArgumentException("the scalar is of another file");
        }
        Offsets offsets = Offsets.of(scalar)
                .orElseThrow(() -> new UnreadableException(scalar.problem(
                        "the YAML inside this scalar cannot be edited: it is folded, or on several lines",
                        "write it as a literal block (|)")));
        SourceText inner =
                SourceText.decode(scalar.place(), scalar.value().getBytes(StandardCharsets.UTF_8), YamlLimits.DEFAULT);
        return new YamlFile(
                inner, false, scalar, offsets.indent(), file -> TreeBuilder.build(file, inner, YamlLimits.DEFAULT));
    }

    /** Changes scalars. Every splice is either in the new bytes, proved, or among the refusals. */
    public Edited splice(List<Splice> splices) {
        return edit(splices);
    }

    /**
     * Changes scalars of this file and of the files inside its scalars, and adds entries. Every edit is either in the new bytes, proved, or among the
     * refusals.
     *
     * @throws IllegalArgumentException if a node is of another file
     */
    public Edited edit(List<? extends Edit> edits) {
        return new Editor(this).edit(edits).edited();
    }

    SourceText text() {
        return text;
    }

    /** The file inside one of this file's scalars that the node belongs to, directly or deeper; empty if it is of this file itself. */
    Optional<YamlFile> childAround(Node node) {
        YamlFile at = node.document().file();
        YamlFile child = null;
        while (at != this) {
            child = at;
            at = at.container()
                    .orElseThrow(() -> new IllegalArgumentException("the node is of another file"))
                    .document()
                    .file();
        }
        return Optional.ofNullable(child);
    }

    /** All events of the text. */
    Events events() {
        return events.orElseGet(() -> EventParser.events(text, EventParser.MOST_TABS));
    }

    /** An edited text of this file as a file of its own; empty where it is beyond the limits. */
    Optional<YamlFile> edited(SourceText after, Events read) {
        if (container != null || after.length() > YamlLimits.DEFAULT.codePoints()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new YamlFile(
                    after, json, null, 0, file -> TreeBuilder.build(file, after, YamlLimits.DEFAULT, read)));
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }

    int outerLine(int line, int column) {
        Scalar around = container;
        if (around == null) {
            return line + 1;
        }
        return around.style() == ScalarStyle.LITERAL
                ? around.document().file().outerLine(around.lineIndex() + 1 + line, column + indent)
                : around.line();
    }

    int outerColumn(int line, int column) {
        Scalar around = container;
        if (around == null) {
            return column + 1;
        }
        return around.style() == ScalarStyle.LITERAL
                ? around.document().file().outerColumn(around.lineIndex() + 1 + line, column + indent)
                : around.column();
    }
}
