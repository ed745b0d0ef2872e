package dev.fairlead.manifest.yaml;

import java.util.List;
import java.util.Random;

/** Writes random YAML of every form that people use, from a seed. */
final class YamlForms {
    private static final List<String> WORDS = List.of(
            "nginx:1.25",
            "ghcr.io/a/b:v1.2.3@sha256:" + "0a".repeat(32),
            "1.10",
            "true",
            "null",
            "~",
            "0362525",
            "72044e0",
            "plain words here",
            "a-b_c.d/e",
            "2024-01-02",
            "1:30",
            "x",
            "--flag=1",
            "http://h:80/p?q=1",
            "été",
            "名前",
            "🚢:1.0",
            "v1#2");
    private static final List<String> NASTY = List.of(
            "",
            " leading",
            "trailing ",
            "it's",
            "say \"hi\"",
            "back\\slash",
            "a: b",
            "a #b",
            "# no comment",
            "- no item",
            "{x: 1}",
            "[1, 2]",
            "*star",
            "&and",
            "!bang",
            "%percent",
            "@at",
            "`tick",
            "|",
            ">",
            "tab\there",
            "nbsp\u00a0x",
            "🚢 'ship' \"q\"",
            "---",
            "...",
            "? no key",
            "a, b",
            "ends:",
            "\u0085",
            "\u2028x",
            "line\nbreak",
            "null",
            "1e3",
            "=",
            "<<");
    private static final List<String> KEYS = List.of(
            "image",
            "tag",
            "name",
            "newTag",
            "repository",
            "\"quoted key\"",
            "'single'",
            "名",
            "a.b/c",
            "x-1",
            "on",
            "1");
    private static final List<String> COMMENTS = List.of(
            "# {\"$imagepolicy\": \"ns:name:tag\"}",
            "#",
            "# it's: \"odd\" {",
            "#! {{ no template",
            "# 名前 🚢",
            "#\ttab");

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private final String newline;
    private int anchors;
    private int documentAnchors;
    private int keys;

    private YamlForms(long seed) {
        this.random = new Random(seed);
        this.newline = pick(List.of("\n", "\n", "\n", "\r\n", "\r\n", "\r"));
    }

    static String yaml(long seed) {
        return new YamlForms(seed).file();
    }

    static String json(long seed) {
        YamlForms forms = new YamlForms(seed);
        forms.jsonValue(0);
        return forms.out.append(forms.chance(2) ? forms.newline : "").toString();
    }

    /** A value to be put somewhere, of all kinds. */
    static String value(Random random) {
        List<String> from = random.nextBoolean() ? WORDS : NASTY;
        return from.get(random.nextInt(from.size()));
    }

    private String file() {
        out.append(chance(8) ? "\uFEFF" : "");
        int documents = 1 + random.nextInt(3);
        for (int i = 0; i < documents; i++) {
            anchors = documentAnchors = random.nextInt(1000);
            boolean marked = i > 0 || chance(2);
            out.append(marked ? "---" + (chance(4) ? " " + pick(COMMENTS) : "") + newline : "");
            comments(0);
            block(0, 0);
            out.append(chance(8) ? "..." + newline : "");
        }
        if (chance(3)) {
            out.setLength(out.length() - (out.toString().endsWith(newline) ? newline.length() : 0));
        }
        return out.toString();
    }

    private void block(int indent, int depth) {
        if (chance(3)) {
            sequence(indent, depth);
        } else {
            mapping(indent, depth, false);
        }
    }

    private void mapping(int indent, int depth, boolean firstIsPlaced) {
        int entries = 1 + random.nextInt(4);
        for (int i = 0; i < entries; i++) {
            if (i > 0 || !firstIsPlaced) {
                comments(indent);
                out.append(" ".repeat(indent));
            }
            out.append(key()).append(":");
            entryValue(indent, depth);
        }
    }

    private void sequence(int indent, int depth) {
        int items = 1 + random.nextInt(3);
        for (int i = 0; i < items; i++) {
            comments(indent);
            out.append(" ".repeat(indent)).append("-");
            if (depth < 3 && chance(3)) {
                int gap = 1 + random.nextInt(3);
                out.append(" ".repeat(gap));
                mapping(indent + 1 + gap, depth + 1, true);
            } else {
                inline(indent, depth);
            }
        }
    }

    private void entryValue(int indent, int depth) {
        if (depth < 3 && chance(3)) {
            out.append(chance(6) ? " " + pick(COMMENTS) : "").append(newline);
            if (chance(2)) {
                sequence(indent + random.nextInt(3), depth + 1);
            } else {
                mapping(indent + 1 + random.nextInt(4), depth + 1, false);
            }
        } else {
            inline(indent, depth);
        }
    }

    /** A value behind a colon or dash, to the end of its line. */
    private void inline(int indent, int depth) {
        int form = random.nextInt(12);
        if (form == 0) {
            blockScalar(indent);
            return;
        }
        if (form == 1 && anchors > documentAnchors) {
            out.append(" *a").append(anchors);
        } else if (form == 2) {
            out.append(chance(3) ? "" : " ");
        } else if (form <= 4) {
            out.append(spaces()).append(properties());
            flow(depth);
        } else {
            out.append(spaces()).append(properties()).append(scalar(false));
        }
        out.append(chance(4) ? (chance(4) && form > 2 ? "\t" : spaces()) + pick(COMMENTS) : chance(8) ? "  " : "");
        out.append(newline);
    }

    private void blockScalar(int indent) {
        out.append(" ").append(chance(2) ? "|" : ">").append(pick(List.of("", "", "-", "+")));
        out.append(chance(4) ? " " + pick(COMMENTS) : "").append(newline);
        int inner = indent + 1 + random.nextInt(3);
        for (int i = random.nextInt(3); i >= 0; i--) {
            out.append(" ".repeat(inner)).append(pick(WORDS)).append(newline).append(chance(6) ? newline : "");
        }
    }

    private void flow(int depth) {
        boolean mapping = chance(2);
        out.append(mapping ? "{" : "[");
        int entries = random.nextInt(4);
        for (int i = 0; i < entries; i++) {
            out.append(i > 0 ? "," + (chance(2) ? " " : "") : "");
            out.append(mapping ? flowKey() + ": " : "");
            if (depth < 3 && chance(5)) {
                flow(depth + 1);
            } else {
                out.append(scalar(true));
            }
            out.append(chance(4) ? " " : "");
        }
        out.append(mapping ? "}" : "]");
    }

    private String flowKey() {
        return "k" + keys++;
    }

    private String key() {
        String key = pick(KEYS);
        return chance(12) || !Character.isLetter(key.charAt(key.length() - 1)) ? key : key + keys++;
    }

    private String properties() {
        if (chance(8)) {
            return "&a" + ++anchors + " ";
        }
        return chance(12) ? pick(List.of("!!str ", "!custom ", "! ", "!<tag:yaml.org,2002:str> ")) : "";
    }

    private String scalar(boolean inFlow) {
        int style = random.nextInt(4);
        String value = value(random);
        if (style == 0) {
            return "'" + oneLine(value).replace("'", "''") + "'";
        }
        if (style == 1) {
            return '"' + escaped(value) + '"';
        }
        String word = pick(WORDS);
        return inFlow && word.indexOf('?') >= 0 ? "x" : word;
    }

    private static String oneLine(String value) {
        return value.replaceAll("[\n\u0085\u2028]", "_");
    }

    /** Escapes what must be, and at random what need not be. */
    private String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                escaped.append('\\').appendCodePoint(c);
            } else if (c == '\n') {
                escaped.append("\\n");
            } else if (c == 0x85 || c == 0x2028 || (c < 0x10000 && chance(12))) {
                escaped.append("\\u%04X".formatted(c));
            } else if (chance(20)) {
                escaped.append("\\U%08x".formatted(c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private void comments(int indent) {
        if (chance(10)) {
            out.append(newline);
        }
        if (chance(8)) {
            out.append(" ".repeat(indent)).append(pick(COMMENTS)).append(newline);
        }
    }

    private void jsonValue(int depth) {
        int form = random.nextInt(depth == 0 ? 2 : 6);
        if (form < 2 && depth < 4) {
            out.append(form == 0 ? "{" : "[");
            int entries = random.nextInt(4);
            for (int i = 0; i < entries; i++) {
                out.append(i > 0 ? "," : "").append(chance(2) ? newline + (chance(3) ? "\t" : "  ") : "");
                out.append(form == 0 ? "\"k" + keys++ + "\":" + (chance(2) ? " " : "") : "");
                jsonValue(depth + 1);
            }
            out.append(chance(3) ? newline : "").append(form == 0 ? "}" : "]");
        } else {
            out.append(form == 2 ? pick(List.of("1.10", "-3", "true", "false", "null", "1e3")) : jsonString());
        }
    }

    private String jsonString() {
        StringBuilder quoted = new StringBuilder("\"");
        value(random).codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c < 0x20 || c == 0x85 || c == 0x2028 || (c < 0x10000 && chance(12))) {
                quoted.append("\\u%04x".formatted(c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    private String spaces() {
        return " ".repeat(1 + (chance(6) ? random.nextInt(4) : 0));
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
