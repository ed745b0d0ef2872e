package dev.fairlead.manifest.yaml;

import java.util.List;

/**
 * A planned change of one scalar's value, or an addition to one mapping or sequence.
 *
 * @param target the scalar or branch
 * @param result the whole new value as {@link Content.Text}, or what is added
 * @param patches how the text changes, in ascending order
 * @param edits whose wishes this fulfils
 */
record Change(Node target, Content result, List<Patch> patches, List<Edit> edits) {
    static Change rewritten(Scalar scalar, String value, List<Patch> patches, List<Edit> edits) {
        return new Change(scalar, Content.text(value), patches, edits);
    }

    static Change added(Addition addition, Patch patch) {
        return new Change(addition.target(), addition.content(), List.of(patch), List.of(addition));
    }
}
