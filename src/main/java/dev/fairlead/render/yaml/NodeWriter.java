package dev.fairlead.render.yaml;

/** Writes trees as go-yaml 3 does for kustomize: every scalar in its own style, lists not indented under their key, no line folded. */
public final class NodeWriter {
    private final Emitter emitter;

    private NodeWriter(StringBuilder out) {
        this.emitter = new Emitter(out, Emitter.UNLIMITED);
    }

    /** The tree as text, without line breaks around it. */
    public static String write(Node node) {
        return document(node).strip();
    }

    /** The tree as text, as it stands in a file. */
    static String document(Node node) {
        StringBuilder out = new StringBuilder();
        NodeWriter writer = new NodeWriter(out);
        writer.node(node, false, false);
        writer.emitter.endDocument();
        return out.toString();
    }

    private void node(Node node, boolean flow, boolean inMapping) {
        switch (node.kind()) {
            case SCALAR -> scalar(node, flow, false);
            case MAPPING -> {
                if (flow || node.style() == Style.FLOW || node.content().isEmpty()) {
                    flowMapping(node);
                } else {
                    mapping(node);
                }
            }
            case SEQUENCE -> {
                if (flow || node.style() == Style.FLOW || node.content().isEmpty()) {
                    flowSequence(node);
                } else {
                    sequence(node, inMapping);
                }
            }
        }
    }

    private void scalar(Node node, boolean flow, boolean key) {
        String tag = Values.writtenTag(node);
        if (!tag.isEmpty()) {
            emitter.indicator(tag, true, false, false);
        }
        emitter.write(node.value(), Values.writtenStyle(node, flow, key), !key);
    }

    private void mapping(Node node) {
        int before = emitter.indent();
        emitter.indentTo(before < 0 ? 0 : before + 2);
        for (int i = 0; i + 1 < node.content().size(); i += 2) {
            emitter.newLine();
            scalar(node.content().get(i), false, true);
            emitter.indicator(":", false, false, false);
            node(node.content().get(i + 1), false, true);
        }
        emitter.indentTo(before);
    }

    private void sequence(Node node, boolean inMapping) {
        int before = emitter.indent();
        boolean sameColumn = inMapping && !emitter.indention();
        emitter.indentTo(before < 0 ? 0 : sameColumn ? before : before + 2);
        for (Node item : node.content()) {
            emitter.newLine();
            emitter.indicator("-", true, false, true);
            node(item, false, false);
        }
        emitter.indentTo(before);
    }

    private void flowMapping(Node node) {
        emitter.indicator("{", true, true, false);
        for (int i = 0; i + 1 < node.content().size(); i += 2) {
            if (i > 0) {
                emitter.indicator(",", false, false, false);
            }
            scalar(node.content().get(i), true, true);
            emitter.indicator(":", false, false, false);
            node(node.content().get(i + 1), true, true);
        }
        emitter.indicator("}", false, false, false);
    }

    private void flowSequence(Node node) {
        emitter.indicator("[", true, true, false);
        for (int i = 0; i < node.content().size(); i++) {
            if (i > 0) {
                emitter.indicator(",", false, false, false);
            }
            node(node.content().get(i), true, false);
        }
        emitter.indicator("]", false, false, false);
    }
}
