package dev.fairlead.manifest.yaml;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.util.ArrayList;
import java.util.List;

/** Turns the wanted changes of one scalar into patches of the text, in the scalar's own style where that can hold the new value. */
final class ScalarWriter {
    private final Scalar scalar;
    private final List<Splice> parts;
    private final boolean json;
    private final String value;

    /**
     * @param parts changes of that scalar, none reaching into another, in ascending order
     */
    ScalarWriter(Scalar scalar, List<Splice> parts) {
        this.scalar = scalar;
        this.parts = parts;
        this.json = scalar.document().file().isJson();
        this.value = newValue();
    }

    /** The value that the scalar has afterwards. */
    String value() {
        return value;
    }

    private String newValue() {
        StringBuilder changed = new StringBuilder();
        int from = 0;
        for (Splice part : parts) {
            changed.append(scalar.value(), from, part.from()).append(part.text());
            from = part.to();
        }
        return changed.append(scalar.value(), from, scalar.value().length()).toString();
    }

    /** The patches; none where the text says the value already. */
    List<Patch> patches() {
        if (value.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            throw refuse("half a surrogate pair cannot be written", "correct the new value");
        }
        if (value.equals(scalar.value()) && scalar.isString()) {
            return List.of();
        }
        return switch (scalar.style()) {
            case PLAIN -> plain();
            case SINGLE_QUOTED -> Quoting.fitsSingle(value) ? eachPart() : List.of(requoted());
            case DOUBLE_QUOTED -> eachPart();
            case LITERAL -> literal();
            case FOLDED -> throw refuse("it is a block scalar (>)", "write the value on the line of its key");
        };
    }

    private List<Patch> plain() {
        boolean bare =
                !json && (scalar.tag().isPresent() || PlainText.isString(value)) && PlainText.canStand(value, inFlow());
        if (scalar.start() == scalar.end()) {
            return List.of(filled(bare ? value : Quoting.quoted(value)));
        }
        return bare ? eachPart() : List.of(requoted());
    }

    private boolean inFlow() {
        return scalar.above() instanceof Branch branch && branch.isFlow();
    }

    /** An absent value has no text of its own: its place is directly behind the colon, the dash, or the anchor. */
    private Patch filled(String token) {
        SourceText text = scalar.document().file().text();
        int at = scalar.start();
        String before = text.isBlank(at - 1) || at == 0 ? "" : " ";
        boolean closed = at == text.length() || text.isBlank(at) || text.isBreak(at) || ",]}".indexOf(text.at(at)) >= 0;
        return new Patch(at, at, before + token + (closed ? "" : " "));
    }

    private Patch requoted() {
        return new Patch(scalar.start(), scalar.end(), Quoting.quoted(value));
    }

    private List<Patch> literal() {
        if (parts.stream()
                .anyMatch(part -> !Quoting.fitsSingle(part.text())
                        || scalar.value().substring(part.from(), part.to()).indexOf('\n') >= 0)) {
            throw refuse("in a block scalar only text within a line is edited", "edit it by hand");
        }
        return eachPart();
    }

    private List<Patch> eachPart() {
        Offsets offsets = Offsets.of(scalar)
                .orElseThrow(() -> refuse("its text cannot be matched with its value", "write the value on one line"));
        List<Patch> patches = new ArrayList<>();
        for (Splice part : parts) {
            int start = offsets.at()[part.from()];
            int end = offsets.at()[part.to()];
            if (start == Offsets.NOWHERE || end == Offsets.NOWHERE) {
                throw refuse("the change begins or ends where nothing can be put", "edit it by hand");
            }
            patches.add(new Patch(start, end, escaped(part.text())));
        }
        return patches;
    }

    private String escaped(String added) {
        return switch (scalar.style()) {
            case SINGLE_QUOTED -> Quoting.inSingle(added);
            case DOUBLE_QUOTED -> Quoting.inDouble(added);
            default -> added;
        };
    }

    private FairleadException refuse(String cause, String remedy) {
        return new FairleadException(new Problem(scalar.place(), cause, remedy));
    }
}
