package dev.fairlead.render.yaml;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML and JSON into trees. A file is cut at its lines of {@code ---} first, as kustomize does: what stands behind a {@code ...} is not read.
 */
public final class YamlReader {
    private static final Pattern SEPARATOR = Pattern.compile("\n---([^\n]*)\n");

    private YamlReader() {}

    /**
     * What a file holds.
     *
     * @param documents every document that has content
     * @param chunks into how many parts the file's separators cut it
     */
    public record File(List<Node> documents, int chunks) {}

    /**
     * Every document of a file that has content; aliases and merge keys are resolved.
     *
     * @param name the file as errors name it
     */
    public static File file(String text, String name) {
        String unix = text.replace("\r\n", "\n");
        List<Node> documents = new ArrayList<>();
        Matcher separator = SEPARATOR.matcher(unix);
        int from = 0;
        int line = 0;
        int chunks = 1;
        while (separator.find()) {
            String behind = separator.group(1).strip();
            int end = separator.start();
            if (!behind.isEmpty() && behind.charAt(0) != '#') {
                throw new RenderException(new Problem(
                        name + ":" + (line + lines(unix, from, end) + 2),
                        "'---" + separator.group(1) + "' is no separator of documents",
                        "put the content into the line below"));
            }
            add(documents, unix.substring(from, end) + "\n", name, line);
            line += lines(unix, from, separator.end());
            from = separator.end();
            chunks++;
        }
        add(documents, unix.substring(from), name, line);
        return new File(documents, chunks);
    }

    private static int lines(String text, int from, int end) {
        int lines = 0;
        for (int i = from; i < end; i++) {
            lines += text.charAt(i) == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static void add(List<Node> documents, String text, String name, int line) {
        Node node = read(text, name, line);
        if (node != null && !node.isNull()) {
            documents.add(node);
        }
    }

    /** The first document of a text; empty if there is none. */
    public static Optional<Node> first(String text, String name) {
        return Optional.ofNullable(read(text, name, 0));
    }

    /** Whether a text has comments, which a tree does not keep. */
    public static boolean hasComments(String text) {
        return TreeReader.hasComments(text);
    }

    private static @Nullable Node read(String text, String name, int line) {
        return Merges.resolve(new TreeReader(name, line).read(text));
    }
}
