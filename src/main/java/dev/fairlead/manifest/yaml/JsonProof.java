package dev.fairlead.manifest.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.fairlead.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds a JSON file to JSON's own rules, which are narrower than YAML's, with a reader of its own. */
final class JsonProof {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonProof() {}

    private record Token(JsonToken kind, String text) {
        boolean isScalar() {
            return kind == JsonToken.FIELD_NAME || kind.isScalarValue();
        }
    }

    /** Throws if the text is not one JSON value, or if its strings mean something else in YAML. */
    static void check(SourceText text, List<Scalar> scalars) {
        List<Token> tokens = tokens(text);
        int depth = 0;
        int roots = 0;
        for (Token token : tokens) {
            depth -= token.kind().isStructEnd() ? 1 : 0;
            roots += depth == 0 && !token.kind().isStructEnd() ? 1 : 0;
            depth += token.kind().isStructStart() ? 1 : 0;
        }
        if (roots != 1) {
            throw new UnreadableException(
                    new Problem(text.name(), "not valid JSON: it holds " + roots + " values", "keep one value a file"));
        }
        Iterator<Scalar> read = scalars.iterator();
        for (Token token : tokens) {
            if (token.isScalar() && !token.text().equals(read.next().value())) {
                throw new UnreadableException(new Problem(
                        text.name(),
                        "a string holds a line separator (U+0085, U+2028 or U+2029) that JSON and YAML read differently",
                        "write it as an escape"));
            }
        }
    }

    /** What differs, for a JSON reader, without being wanted. */
    static Optional<String> difference(Map<Integer, String> values, SourceText before, SourceText after) {
        List<Token> was = tokens(before);
        List<Token> is = tokens(after);
        int scalar = 0;
        boolean same = was.size() == is.size();
        for (int i = 0; same && i < was.size(); i++) {
            String wanted = was.get(i).isScalar() ? values.get(scalar++) : null;
            same = is.get(i).equals(wanted == null ? was.get(i) : new Token(JsonToken.VALUE_STRING, wanted));
        }
        return same ? Optional.empty() : Optional.of("a JSON reader sees another difference");
    }

    private static List<Token> tokens(SourceText text) {
        List<Token> tokens = new ArrayList<>();
        byte[] bytes = text.bytes();
        try (JsonParser parser = FACTORY.createParser(bytes, text.bom(), bytes.length - text.bom())) {
            for (JsonToken kind = parser.nextToken(); kind != null; kind = parser.nextToken()) {
                tokens.add(new Token(kind, parser.getText()));
            }
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new UnreadableException(
                    new Problem(
                            text.name() + ":" + at.getLineNr() + ":" + at.getColumnNr(),
                            "not valid JSON: " + e.getOriginalMessage(),
                            "correct the file's syntax"),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        return tokens;
    }
}
