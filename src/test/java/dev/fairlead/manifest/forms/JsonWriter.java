package dev.fairlead.manifest.forms;

import dev.fairlead.manifest.forms.Doc.Arr;
import dev.fairlead.manifest.forms.Doc.Obj;
import dev.fairlead.manifest.forms.Doc.Val;
import dev.fairlead.manifest.forms.Written.Style;
import java.util.List;
import java.util.Random;

/** Writes a document as JSON: in one line or many, with escapes that need not be. */
final class JsonWriter {
    private final Random random;
    private final String newline;
    private final String indent;
    private final Written written = new Written();
    private final StringBuilder out = written.text;

    private JsonWriter(Random random) {
        this.random = random;
        this.newline = List.of("\n", "\r\n", "").get(random.nextInt(3));
        this.indent = newline.isEmpty() ? "" : List.of("  ", "\t", "    ", "").get(random.nextInt(4));
    }

    static Written file(Random random, Doc root) {
        JsonWriter writer = new JsonWriter(random);
        writer.value(root, "0", 1);
        writer.out.append(random.nextBoolean() ? writer.newline : "");
        return writer.written;
    }

    private void value(Doc doc, String path, int depth) {
        if (doc instanceof Obj obj) {
            out.append('{');
            for (int i = 0; i < obj.entries().size(); i++) {
                line(i, depth);
                string(obj.entries().get(i).key());
                out.append(random.nextBoolean() ? ":" : ": ");
                value(
                        obj.entries().get(i).value(),
                        path + "/" + obj.entries().get(i).key(),
                        depth + 1);
            }
            out.append(newline).append(indent.repeat(depth - 1)).append('}');
        } else if (doc instanceof Arr arr) {
            out.append('[');
            for (int i = 0; i < arr.items().size(); i++) {
                line(i, depth);
                value(arr.items().get(i), path + "/" + i, depth + 1);
            }
            out.append(newline).append(indent.repeat(depth - 1)).append(']');
        } else {
            scalar((Val) doc, path);
        }
    }

    private void line(int item, int depth) {
        out.append(item > 0 ? "," : "").append(newline).append(indent.repeat(depth));
    }

    private void scalar(Val val, String path) {
        int start = out.length();
        if (val.raw()) {
            out.append(val.text());
        } else {
            string(val.text());
        }
        val.goal().ifPresent(goal -> {
            written.targets.add(new Written.Target(start, out.length(), Style.DOUBLE, val.text(), goal));
            written.changes.put(path, goal);
        });
    }

    private void string(String text) {
        out.append('"');
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').appendCodePoint(c);
            } else if (random.nextInt(60) == 0) {
                out.append("\\u%04x".formatted(c));
            } else {
                out.appendCodePoint(c);
            }
        });
        out.append('"');
    }
}
