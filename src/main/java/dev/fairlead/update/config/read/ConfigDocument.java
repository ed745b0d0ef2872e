package dev.fairlead.update.config.read;

import dev.fairlead.Problem;
import java.io.StringReader;
import java.util.List;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A configuration file of one of Fairlead's kinds: YAML that begins with {@code apiVersion} and {@code kind}. Whatever is
 * wrong in it is told at once, each with its line and column.
 */
public final class ConfigDocument {
    /** The only version of the format so far. */
    public static final String API_VERSION = "fairlead.dev/v1";

    private ConfigDocument() {}

    /**
     * Reads a file.
     *
     * @param file its name, for messages
     * @param kind the kind that the file must say it is
     * @param form its keys, {@code apiVersion} and {@code kind} among them
     * @param reader makes a value of the file; what it finds wrong it tells its section
     * @throws ConfigException with everything that is wrong in the file
     */
    public static <T> T read(String file, String text, String kind, Form form, Function<Section, T> reader) {
        Places places = new Places(file);
        Section root = Section.of(places, root(file, text, kind), form);
        only(root, "apiVersion", API_VERSION);
        only(root, "kind", kind);
        T value = reader.apply(root);
        places.check();
        return value;
    }

    private static Node root(String file, String text, String kind) {
        Node root;
        try {
            root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw unreadable(
                    mark == null ? file : file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1),
                    "this is no YAML: " + e.getProblem(),
                    kind);
        } catch (YAMLException e) {
            throw unreadable(file, "this is no YAML: " + e.getMessage(), kind);
        }
        if (!(root instanceof MappingNode)) {
            throw unreadable(file, "the file holds no configuration", kind);
        }
        return root;
    }

    private static ConfigException unreadable(String place, String cause, String kind) {
        return new ConfigException(List.of(
                new Problem(place, cause, "begin with 'apiVersion: " + API_VERSION + "' and 'kind: " + kind + "'")));
    }

    private static void only(Section root, String key, String wanted) {
        String found = root.required(key);
        if (!found.isEmpty() && !found.equals(wanted)) {
            root.wrong(key, "'" + key + "' is '" + found + "'", "write '" + wanted + "'");
        }
    }
}
