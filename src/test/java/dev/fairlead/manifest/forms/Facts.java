package dev.fairlead.manifest.forms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What a reader gets out of a file, by path: the values as SnakeYAML or Jackson read them, with their types and with
 * aliases followed. Files in strings are read, too.
 */
final class Facts {
    /** What the type of a string is called. */
    static final String STRING = "tag:yaml.org,2002:str ";

    private final Set<String> files;
    private final Map<String, String> facts = new LinkedHashMap<>();

    private Facts(Set<String> files) {
        this.files = files;
    }

    /** @param files the paths of strings that hold a file */
    static Map<String, String> ofYaml(String text, Set<String> files) {
        Facts facts = new Facts(files);
        facts.documents(text, "");
        return facts.facts;
    }

    static Map<String, String> ofJson(String text) throws JsonProcessingException {
        Facts facts = new Facts(Set.of());
        facts.json(new ObjectMapper().readTree(text), "0");
        return facts.facts;
    }

    private void documents(String text, String path) {
        String withoutBom = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int number = 0;
        for (Node document : new Yaml(new LoaderOptions()).composeAll(new StringReader(withoutBom))) {
            node(document, path + number++);
        }
    }

    private void node(Node node, String path) {
        if (node instanceof MappingNode mapping) {
            facts.put(path, "a mapping");
            mapping.getValue()
                    .forEach(entry ->
                            node(entry.getValueNode(), path + "/" + ((ScalarNode) entry.getKeyNode()).getValue()));
        } else if (node instanceof SequenceNode sequence) {
            facts.put(path, "a sequence");
            for (int i = 0; i < sequence.getValue().size(); i++) {
                node(sequence.getValue().get(i), path + "/" + i);
            }
        } else if (files.contains(path)) {
            documents(((ScalarNode) node).getValue(), path + "!");
        } else {
            facts.put(path, node.getTag() + " " + ((ScalarNode) node).getValue());
        }
    }

    private void json(JsonNode node, String path) {
        if (node.isObject()) {
            facts.put(path, "a mapping");
            node.fieldNames().forEachRemaining(key -> json(node.get(key), path + "/" + key));
        } else if (node.isArray()) {
            facts.put(path, "a sequence");
            for (int i = 0; i < node.size(); i++) {
                json(node.get(i), path + "/" + i);
            }
        } else {
            facts.put(path, node.isTextual() ? STRING + node.textValue() : node.toString());
        }
    }
}
