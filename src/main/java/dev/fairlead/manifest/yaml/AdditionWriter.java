package dev.fairlead.manifest.yaml;

import dev.fairlead.FairleadException;
import dev.fairlead.manifest.yaml.Content.Field;
import dev.fairlead.manifest.yaml.Content.Fields;
import dev.fairlead.manifest.yaml.Content.Items;
import dev.fairlead.manifest.yaml.Content.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes new entries below the last one of a block mapping or sequence, indented as the neighbours are. */
final class AdditionWriter {
    private static final Pattern KEY_INDENT = Pattern.compile(" *(?:- +)*");
    private static final Pattern ITEM_INDENT = Pattern.compile("( *)-( *)");
    private static final int STEP = 2;

    private final Branch target;
    private final Content content;
    private final SourceText text;
    private final int sequenceStep;

    AdditionWriter(Addition addition) {
        this.target = addition.target();
        this.content = addition.content();
        this.text = target.document().file().text();
        this.sequenceStep = sequenceStep();
    }

    /** The only patch: whole lines behind the last line of the target. */
    Patch patch() {
        refuseUnfit();
        List<String> lines = new ArrayList<>();
        if (target instanceof Sequence sequence) {
            itemLines(sequence, lines);
        } else {
            refuseKnownKeys((Mapping) target);
            fieldLines(((Fields) content).fields(), keyColumn((Mapping) target), lines);
        }
        return below(lines);
    }

    private void refuseUnfit() {
        YamlFile file = target.document().file();
        if (target.isFlow() || file.isJson()) {
            throw refuse("it is written in brackets, and only blocks with a line an entry are added to");
        }
        if (file.container().isPresent()) {
            throw refuse("it is inside of a block scalar, where only values are edited");
        }
        if (!target.sharedBy().isEmpty()) {
            throw refuse("aliases repeat it elsewhere");
        }
    }

    private void refuseKnownKeys(Mapping mapping) {
        for (Field field : ((Fields) content).fields()) {
            if (mapping.find(field.name()).isPresent()) {
                throw refuse("it has an entry \"" + field.name() + "\" already");
            }
        }
    }

    private int keyColumn(Mapping mapping) {
        int last = mapping.entries().size() - 1;
        Node key = mapping.entries().get(last).key();
        String before = text.substring(text.lineStart(key.start()), key.start());
        boolean fits = last == 0 ? KEY_INDENT.matcher(before).matches() : before.isBlank() && before.indexOf('\t') < 0;
        if (!fits) {
            throw refuse("the form of its last entry is unusual");
        }
        return before.length();
    }

    private void itemLines(Sequence sequence, List<String> lines) {
        for (int i = sequence.items().size() - 1; i >= 0; i--) {
            Matcher indent = itemIndent(sequence.items().get(i));
            if (indent.matches()) {
                int gap = Math.max(1, indent.group(2).length());
                for (Content item : ((Items) content).items()) {
                    itemLines(item, indent.group(1).length(), gap, lines);
                }
                return;
            }
        }
        throw refuse("the form of its items is unusual");
    }

    private Matcher itemIndent(Node item) {
        return ITEM_INDENT.matcher(text.substring(text.lineStart(item.start()), item.start()));
    }

    private void itemLines(Content item, int indent, int gap, List<String> lines) {
        List<String> own = new ArrayList<>();
        lines(item, indent + 1 + gap, own);
        lines.add(" ".repeat(indent) + "-" + " ".repeat(gap) + own.get(0).stripLeading());
        lines.addAll(own.subList(1, own.size()));
    }

    private void lines(Content added, int indent, List<String> lines) {
        if (added instanceof Text scalar) {
            lines.add(" ".repeat(indent) + token(scalar.value()));
        } else if (added instanceof Fields fields) {
            fieldLines(fields.fields(), indent, lines);
        } else {
            ((Items) added).items().forEach(item -> itemLines(item, indent, 1, lines));
        }
    }

    private void fieldLines(List<Field> fields, int indent, List<String> lines) {
        for (Field field : fields) {
            String key = " ".repeat(indent) + token(field.name()) + ":";
            if (field.content() instanceof Text scalar) {
                lines.add(key + " " + token(scalar.value()));
            } else {
                lines.add(key);
                lines(field.content(), indent + (field.content() instanceof Items ? sequenceStep : STEP), lines);
            }
        }
    }

    private static String token(String value) {
        boolean bare = PlainText.isString(value) && PlainText.canStand(value, false);
        return bare ? value : Quoting.quoted(value);
    }

    /** How far the file indents a sequence below its key; 0 where it has none. */
    private int sequenceStep() {
        for (Scalar scalar : target.document().file().scalars()) {
            if (scalar.isKey()
                    && scalar.above() instanceof Mapping around
                    && around.entries().get(scalar.slot() >> 1).value() instanceof Sequence sequence
                    && !sequence.isFlow()) {
                Matcher indent = itemIndent(sequence.items().get(0));
                String before = text.substring(text.lineStart(scalar.start()), scalar.start());
                if (indent.matches() && KEY_INDENT.matcher(before).matches()) {
                    return Math.max(0, indent.group(1).length() - before.length());
                }
            }
        }
        return 0;
    }

    private Patch below(List<String> lines) {
        Node last = lastLeaf(target);
        int end = end(last);
        boolean block = last instanceof Scalar scalar
                && (scalar.style() == ScalarStyle.LITERAL || scalar.style() == ScalarStyle.FOLDED);
        int at = block ? end : text.afterBreak(text.lineEnd(end));
        boolean newLine = at == 0 || text.isBreak(at - 1);
        String separator = newLine ? lineBreak(at) : lineBreak(text.lineStart(at));
        String added = String.join(separator, lines);
        return new Patch(at, at, newLine ? added + separator : separator + added);
    }

    private static Node lastLeaf(Node node) {
        Node at = node;
        while (at instanceof Branch branch && !branch.isFlow()) {
            at = branch instanceof Sequence sequence
                    ? sequence.items().get(sequence.items().size() - 1)
                    : ((Mapping) branch)
                            .entries()
                            .get(((Mapping) branch).entries().size() - 1)
                            .value();
        }
        return at;
    }

    private static int end(Node leaf) {
        if (leaf instanceof Scalar scalar) {
            return scalar.end();
        }
        return leaf instanceof Alias alias
                ? alias.start()
                        + 1
                        + alias.name().codePointCount(0, alias.name().length())
                : ((Branch) leaf).flowEnd();
    }

    /** The line break that ends before that index; a plain one where none does. */
    private String lineBreak(int index) {
        if (text.at(index - 1) == '\n') {
            return text.at(index - 2) == '\r' ? "\r\n" : "\n";
        }
        return text.at(index - 1) == '\r' ? "\r" : "\n";
    }

    private FairleadException refuse(String cause) {
        return new FairleadException(
                target.problem("nothing can be added here: " + cause, "add the entry by hand once"));
    }
}
