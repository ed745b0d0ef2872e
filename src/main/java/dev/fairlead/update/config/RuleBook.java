package dev.fairlead.update.config;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.signature.PublicKeys;
import dev.fairlead.signature.SignatureRule;
import dev.fairlead.signature.Signers;
import dev.fairlead.signature.Signers.TrustedKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The rules of {@code signatures} with the keys that they name. */
public final class RuleBook {
    /** A book without rules. */
    public static final RuleBook EMPTY = new RuleBook(Map.of(), Map.of());

    private final Map<String, SignatureRule> rules;
    private final Map<String, Problem> unusable;

    private RuleBook(Map<String, SignatureRule> rules, Map<String, Problem> unusable) {
        this.rules = rules;
        this.unusable = unusable;
    }

    /**
     * Reads every key. A rule whose key cannot be read is told when it is asked for: nothing passes it.
     *
     * @param file gives the text of a file, or throws a {@link FairleadException}
     */
    public static RuleBook read(List<SignatureSetting> settings, UnaryOperator<String> file) {
        Map<String, SignatureRule> rules = new LinkedHashMap<>();
        Map<String, Problem> unusable = new LinkedHashMap<>();
        for (SignatureSetting setting : settings) {
            try {
                rules.put(setting.name(), rule(setting, file));
            } catch (FairleadException e) {
                unusable.put(setting.name(), e.problem());
            }
        }
        return new RuleBook(rules, unusable);
    }

    private static SignatureRule rule(SignatureSetting setting, UnaryOperator<String> file) {
        return new SignatureRule(
                setting.name(), setting.kind(), signers(setting, file), setting.signedAs(), setting.terms());
    }

    private static Signers signers(SignatureSetting setting, UnaryOperator<String> file) {
        if (setting.kind() == SignatureRule.Kind.NOTATION) {
            return new Signers.Certificates(
                    setting.certificates().stream()
                            .flatMap(path -> PublicKeys.certificates(file.apply(path), path).stream())
                            .toList(),
                    setting.subjects());
        }
        if (!setting.keys().isEmpty()) {
            return new Signers.Keys(setting.keys().stream()
                    .map(path -> new TrustedKey(path, PublicKeys.parse(file.apply(path), path)))
                    .toList());
        }
        String root = setting.trustedRoot()
                .map(file)
                .orElseThrow(() -> new FairleadException(new Problem(
                        "the signature rule '" + setting.name() + "'",
                        "it names neither keys nor a trusted root",
                        "name one of them")));
        return new Signers.Keyless(root, setting.identities());
    }

    /** The names of its rules, in the order of the file. */
    public List<String> names() {
        return Stream.concat(rules.keySet().stream(), unusable.keySet().stream())
                .toList();
    }

    /**
     * The rules of these names.
     *
     * @throws FairleadException if there is no such rule, or one cannot be used
     */
    public List<SignatureRule> rules(Collection<String> names) {
        return names.stream().distinct().map(this::rule).toList();
    }

    private SignatureRule rule(String name) {
        if (unusable.containsKey(name)) {
            throw new FairleadException(unusable.get(name));
        }
        SignatureRule rule = rules.get(name);
        if (rule == null) {
            throw new FairleadException(new Problem(
                    "the signature rule '" + name + "'",
                    "there is no such rule",
                    "add it under 'signatures', or name one of " + String.join(", ", names())));
        }
        return rule;
    }
}
