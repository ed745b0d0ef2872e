package dev.fairlead.update.pending;

import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.field.PolicyName;
import dev.fairlead.update.config.DigestStyle;
import dev.fairlead.update.config.PathPattern;
import dev.fairlead.update.config.Scope;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A proposal as one line of a commit message: {@code registry/repository:tag@digest key=value …}. Values are
 * percent-encoded where they hold white space, a comma, an equals sign or a percent sign. Keys that a later version adds
 * are passed over.
 */
final class ProposalLine {
    private ProposalLine() {}

    static String write(Proposal proposal) {
        Subject subject = proposal.subject();
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("entry", subject.entry().stream().toList());
        values.put("policy", subject.policy().map(PolicyName::toString).stream().toList());
        values.put("paths", texts(subject.scope().paths()));
        values.put("exclude", texts(subject.scope().excluded()));
        values.put(
                "pushed",
                proposal.version().pushed().map(Instant::toString).stream().toList());
        values.put(
                "digest",
                proposal.digest() == DigestStyle.KEEP
                        ? List.of()
                        : List.of(proposal.digest().name().toLowerCase(Locale.ROOT)));
        values.put("because", proposal.because().isEmpty() ? List.of() : List.of(proposal.because()));
        values.put("link", proposal.link().stream().toList());
        values.put("released", proposal.released() ? List.of("true") : List.of());
        values.put("in", proposal.files().stream().map(FileMark::hex).toList());
        String attributes = values.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> " " + entry.getKey() + "="
                        + entry.getValue().stream().map(ProposalLine::encode).collect(Collectors.joining(",")))
                .collect(Collectors.joining());
        return proposal.version().of(subject.image()) + attributes;
    }

    private static List<String> texts(List<PathPattern> paths) {
        return paths.stream().map(PathPattern::toString).toList();
    }

    /** The proposal of a line; empty where the line is none, whoever wrote it. */
    static Optional<Proposal> read(String line) {
        String[] words = line.strip().split("\\s+");
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(0, equals), decode(word.substring(equals + 1)));
            }
        }
        try {
            return ImageReference.tryParse(words[0])
                    .filter(reference -> reference.tag().isPresent())
                    .map(reference -> proposal(reference, values));
        } catch (IllegalArgumentException | DateTimeException | dev.fairlead.FairleadException notOurs) {
            return Optional.empty();
        }
    }

    private static Proposal proposal(ImageReference reference, Map<String, List<String>> values) {
        Scope scope = new Scope(paths(values, "paths"), paths(values, "exclude"));
        Subject subject = new Subject(
                one(values, "entry"), reference.name(), one(values, "policy").map(PolicyName::parse), scope);
        Version version = new Version(
                reference.tag().orElseThrow(),
                reference.digest(),
                one(values, "pushed").map(Instant::parse));
        return new Proposal(
                subject,
                version,
                one(values, "digest")
                        .map(style -> DigestStyle.valueOf(style.toUpperCase(Locale.ROOT)))
                        .orElse(DigestStyle.KEEP),
                one(values, "because").orElse(""),
                one(values, "link"),
                one(values, "released").isPresent(),
                values.getOrDefault("in", List.of()).stream().map(FileMark::new).toList());
    }

    private static List<PathPattern> paths(Map<String, List<String>> values, String key) {
        return values.getOrDefault(key, List.of()).stream().map(PathPattern::of).toList();
    }

    private static Optional<String> one(Map<String, List<String>> values, String key) {
        return values.getOrDefault(key, List.of()).stream().findFirst();
    }

    private static String encode(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints().forEach(c -> {
            String character = Character.toString(c);
            boolean plain = c > ' ' && c != ',' && c != '=' && c != '%' && c != '+' && c < 0x7f;
            text.append(
                    plain
                            ? character
                            : URLEncoder.encode(character, StandardCharsets.UTF_8)
                                    .replace("+", "%20"));
        });
        return text.toString();
    }

    private static List<String> decode(String values) {
        List<String> decoded = new ArrayList<>();
        for (String value : values.split(",", -1)) {
            decoded.add(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return decoded;
    }
}
