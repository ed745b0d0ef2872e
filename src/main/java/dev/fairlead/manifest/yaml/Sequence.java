package dev.fairlead.manifest.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A list of nodes. */
public final class Sequence extends Branch {
    private final List<Node> items = new ArrayList<>(4);

    Sequence(Document document, Origin origin, boolean flow, int ordinal) {
        super(document, origin, flow, ordinal);
    }

    public List<Node> items() {
        return Collections.unmodifiableList(items);
    }

    @Override
    void add(Node child) {
        child.hang(this, items.size());
        items.add(child);
    }
}
