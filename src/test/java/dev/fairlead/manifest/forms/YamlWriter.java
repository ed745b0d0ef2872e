package dev.fairlead.manifest.forms;

import dev.fairlead.manifest.forms.Doc.Anchor;
import dev.fairlead.manifest.forms.Doc.Arr;
import dev.fairlead.manifest.forms.Doc.Entry;
import dev.fairlead.manifest.forms.Doc.Folded;
import dev.fairlead.manifest.forms.Doc.Nested;
import dev.fairlead.manifest.forms.Doc.Obj;
import dev.fairlead.manifest.forms.Doc.Ref;
import dev.fairlead.manifest.forms.Doc.Val;
import dev.fairlead.manifest.forms.Written.Style;
import dev.fairlead.manifest.forms.Written.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Writes documents as YAML as differently as people do, and keeps account of where the values stand. It shares no code
 * with what it tests.
 */
final class YamlWriter {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/_][A-Za-z0-9/_.@=^~+-]*(:[A-Za-z0-9/_.@+-]+)*");
    private static final List<String> COMMENTS = List.of(
            "# image: registry.example/team/api:1.0.0",
            "# tag: 1.0.0",
            "#",
            "# it's: \"odd\" {",
            "#! {{ .Values.image }}",
            "# 名前 🚢 été");
    /** In a file in a string, whatever writes that string may take a comment for text of its own. */
    private static final List<String> INNER_COMMENTS =
            COMMENTS.stream().filter(comment -> !comment.contains("{{")).toList();

    private final Random random;
    private final String newline;
    private final boolean inner;
    private final int step;
    private final int listStep;
    private final int noise;
    private final Written written = new Written();
    private final StringBuilder out = written.text;

    private YamlWriter(Random random, boolean inner) {
        this.random = random;
        this.inner = inner;
        this.newline =
                inner ? "\n" : List.of("\n", "\n", "\n", "\r\n", "\r\n", "\r").get(random.nextInt(6));
        this.step = 1 + random.nextInt(4);
        this.listStep = random.nextInt(3);
        this.noise = List.of(6, 20, 1000).get(random.nextInt(3));
    }

    /** A file of these documents. */
    static Written file(Random random, List<Doc> documents) {
        return new YamlWriter(random, false).documents(documents);
    }

    private static Written inner(Random random, Doc root) {
        return new YamlWriter(random, true).documents(List.of(root));
    }

    private Written documents(List<Doc> documents) {
        out.append(!inner && chance(8) ? "\uFEFF" : "");
        for (int i = 0; i < documents.size(); i++) {
            boolean marked = i > 0 || (!inner && chance(3));
            out.append(marked ? "---" + (chance(5) ? " " + comment() : "") + newline : "");
            lines(0);
            root(documents.get(i), "" + i);
            out.append(!inner && chance(10) ? "..." + newline : "");
        }
        if (!inner && chance(3)) {
            out.setLength(out.length() - newline.length());
        }
        return written;
    }

    private void root(Doc root, String path) {
        if (root instanceof Obj obj && !root.needsBlock() && chance(12)) {
            flow(obj, path, 0);
            out.append(newline);
        } else if (root instanceof Obj obj) {
            entries(obj, path, 0, false);
        } else {
            items((Arr) root, path, 0);
        }
    }

    private void entries(Obj obj, String path, int indent, boolean placed) {
        List<Entry> entries = new ArrayList<>(obj.entries());
        boolean anchored = entries.stream().anyMatch(entry -> holdsAnchor(entry.value()));
        if (!anchored && chance(3)) {
            Collections.shuffle(entries, random);
        }
        boolean first = placed;
        for (Entry entry : entries) {
            if (!first) {
                lines(indent);
                above(entry.value(), indent);
                out.append(" ".repeat(indent));
            }
            first = false;
            key(entry.key());
            out.append(':');
            value(entry.value(), path + "/" + entry.key(), indent, false);
        }
    }

    private static boolean holdsAnchor(Doc doc) {
        if (doc instanceof Obj obj) {
            return obj.entries().stream().anyMatch(entry -> holdsAnchor(entry.value()));
        }
        if (doc instanceof Arr arr) {
            return arr.items().stream().anyMatch(YamlWriter::holdsAnchor);
        }
        return doc instanceof Anchor || doc instanceof Ref;
    }

    /** Our own markers may fill the line above their value. */
    private void above(Doc value, int indent) {
        if (value instanceof Val val && val.marker().startsWith("^")) {
            out.append(" ".repeat(indent)).append(val.marker().substring(1)).append(newline);
        }
    }

    private void items(Arr arr, String path, int indent) {
        for (int i = 0; i < arr.items().size(); i++) {
            lines(indent);
            above(arr.items().get(i), indent);
            out.append(" ".repeat(indent)).append('-');
            value(arr.items().get(i), path + "/" + i, indent, true);
        }
    }

    /** What follows a colon or a dash, to the end of its line or block. */
    private void value(Doc doc, String path, int indent, boolean inList) {
        if (doc instanceof Anchor anchor) {
            out.append(" &").append(anchor.name());
            anchored(anchor.doc(), path, indent);
        } else if (doc instanceof Ref ref) {
            out.append(" *").append(ref.name());
            repeat(ref.doc(), path);
            lineEnd("");
        } else if (doc instanceof Val val) {
            int colon = out.length();
            out.append(spaces());
            scalar(val, path, false);
            if (out.charAt(out.length() - 1) == ' ') {
                absent(val, path, colon);
            }
            lineEnd(val.marker().startsWith("^") ? "" : val.marker());
        } else if (doc instanceof Folded folded) {
            block(folded.value(), path, indent);
        } else if (doc instanceof Nested nested) {
            nested(nested, path, indent);
        } else {
            collection(doc, path, indent, inList);
        }
    }

    private void anchored(Doc doc, String path, int indent) {
        if (doc instanceof Val val) {
            out.append(' ');
            scalar(val, path, false);
            lineEnd(val.marker());
        } else {
            lineEnd("");
            entries((Obj) doc, path, indent + step, false);
        }
    }

    private void repeat(Doc doc, String path) {
        if (doc instanceof Val val) {
            val.goal().ifPresent(goal -> written.changes.put(path, goal));
        } else if (doc instanceof Obj obj) {
            obj.entries().forEach(entry -> repeat(entry.value(), path + "/" + entry.key()));
        }
    }

    private void collection(Doc doc, String path, int indent, boolean inList) {
        boolean empty = doc instanceof Obj obj
                ? obj.entries().isEmpty()
                : ((Arr) doc).items().isEmpty();
        if (empty || (!doc.needsBlock() && chance(7))) {
            out.append(' ');
            flow(doc, path, indent + step + 1);
            lineEnd("");
        } else if (doc instanceof Obj obj && inList && !startsWithComment(obj) && !chance(10)) {
            int gap = 1 + (chance(4) ? random.nextInt(3) : 0);
            out.append(" ".repeat(gap));
            entries(obj, path, indent + 1 + gap, true);
        } else if (doc instanceof Obj obj) {
            lineEnd("");
            entries(obj, path, indent + step, false);
        } else {
            lineEnd("");
            items((Arr) doc, path, inList ? indent + step : indent + listStep);
        }
    }

    private static boolean startsWithComment(Obj obj) {
        return obj.entries().stream()
                .anyMatch(entry ->
                        entry.value() instanceof Val val && val.marker().startsWith("^"));
    }

    private void flow(Doc doc, String path, int indent) {
        String gap = chance(6) ? newline + " ".repeat(indent) : chance(2) ? " " : "";
        if (doc instanceof Obj obj) {
            out.append('{').append(gap);
            for (int i = 0; i < obj.entries().size(); i++) {
                Entry entry = obj.entries().get(i);
                out.append(i > 0 ? "," + (gap.isEmpty() ? " " : gap) : "");
                key(entry.key());
                out.append(": ");
                flow(entry.value(), path + "/" + entry.key(), indent);
            }
            out.append(gap).append('}');
        } else if (doc instanceof Arr arr) {
            out.append('[').append(gap);
            for (int i = 0; i < arr.items().size(); i++) {
                out.append(i > 0 ? "," + (gap.isEmpty() ? " " : gap) : "");
                flow(arr.items().get(i), path + "/" + i, indent);
            }
            out.append(gap).append(']');
        } else {
            scalar((Val) doc, path, true);
        }
    }

    private void scalar(Val val, String path, boolean inFlow) {
        int start = out.length();
        Style style = style(val, inFlow);
        out.append(
                switch (style) {
                    case SINGLE -> "'" + val.text().replace("'", "''") + "'";
                    case DOUBLE -> '"' + escaped(val.text()) + '"';
                    default -> val.text();
                });
        note(val, path, start, style);
    }

    /** A value that is not there stands right behind its colon. */
    private void absent(Val val, String path, int colon) {
        out.setLength(colon);
        val.goal().ifPresent(goal -> written.targets.removeIf(target -> target.goal() == goal));
        note(val, path, colon, Style.PLAIN);
    }

    private void note(Val val, String path, int start, Style style) {
        val.goal().ifPresent(goal -> {
            written.targets.add(new Target(start, out.length(), style, val.text(), goal));
            written.changes.put(path, goal);
        });
    }

    private Style style(Val val, boolean inFlow) {
        boolean plain = PLAIN.matcher(val.text()).matches()
                || (val.text().isEmpty() && !inFlow && val.goal().isPresent());
        if (val.raw() || (plain && !chance(3))) {
            return Style.PLAIN;
        }
        return chance(2) ? Style.SINGLE : Style.DOUBLE;
    }

    /** A block scalar with the value on a line of its own. */
    private void block(Val val, String path, int indent) {
        int start = out.length() + 1;
        out.append(chance(2) ? " >-" : " |-").append(newline);
        out.append(" ".repeat(indent + step)).append(val.text());
        note(val, path, start, Style.BLOCK);
        out.append(newline);
    }

    private void nested(Nested nested, String path, int indent) {
        written.files.add(path);
        Written file = inner(random, nested.root());
        file.changes.forEach((at, goal) -> written.changes.put(path + "!" + at, goal));
        file.files.forEach(at -> written.files.add(path + "!" + at));
        if (chance(5) && file.quoted.isEmpty()) {
            out.append(' ');
            int start = out.length();
            out.append('"').append(escapedLines(file.text.toString())).append('"');
            written.quoted.add(new Written.Quoted(start, out.length(), file));
            lineEnd("");
        } else {
            literal(file, indent);
        }
    }

    private void literal(Written file, int indent) {
        out.append(" |").append(pick(List.of("", "-", "+"))).append(chance(6) ? " " + comment() : "");
        out.append(newline);
        int[] moved = new int[file.text.length() + 1];
        boolean lineBegins = true;
        for (int i = 0; i < file.text.length(); i++) {
            char c = file.text.charAt(i);
            if (lineBegins && c != '\n') {
                out.append(" ".repeat(indent + step));
            }
            moved[i] = out.length();
            out.append(c == '\n' ? newline : String.valueOf(c));
            lineBegins = c == '\n';
        }
        moved[file.text.length()] = out.length();
        // The end of a value is behind its last character, not before the indentation of the next line.
        file.targets.forEach(target -> written.targets.add(target.moved(
                moved[target.start()],
                target.end() == target.start() ? moved[target.start()] : moved[target.end() - 1] + 1)));
        file.quoted.forEach(quoted -> written.quoted.add(
                new Written.Quoted(moved[quoted.start()], moved[quoted.end() - 1] + 1, quoted.file())));
    }

    private static String escapedLines(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                escaped.append('\\').appendCodePoint(c);
            } else if (chance(60)) {
                escaped.append("\\u%04X".formatted(c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private void key(String key) {
        boolean plain = PLAIN.matcher(key).matches() || key.equals("<<");
        boolean quoted = !plain || (!key.equals("<<") && chance(15));
        String quote = chance(2) ? "'" : "\"";
        out.append(quoted ? quote + key + quote : key);
    }

    private void lineEnd(String marker) {
        if (!marker.isEmpty()) {
            out.append(spaces()).append(marker);
        } else if (chance(noise)) {
            out.append(spaces()).append(comment());
        }
        out.append(chance(noise) ? "  " : "").append(newline);
    }

    private void lines(int indent) {
        if (chance(noise)) {
            out.append(newline);
        }
        if (chance(noise)) {
            out.append(" ".repeat(indent)).append(comment()).append(newline);
        }
    }

    private String spaces() {
        return " ".repeat(1 + (chance(8) ? random.nextInt(4) : 0));
    }

    private String comment() {
        return pick(inner ? INNER_COMMENTS : COMMENTS);
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
