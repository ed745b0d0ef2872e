package dev.fairlead.signature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.image.Digest;
import dev.fairlead.signature.SignatureRule.Terms;
import dev.fairlead.signature.Signers.Keyless;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges attestations: the signature first, then whether the statement is about the image, then whether it says what the
 * rule wants. Fields of the predicate are those of SLSA provenance 0.2 and 1.
 */
final class ProvenanceProof implements Proof {
    private static final List<String> BUILDERS = List.of("/builder/id", "/runDetails/builder/id");

    /** Where builders say what they were asked to build: SLSA 0.2; GitHub's build types of SLSA 1; BuildKit's of SLSA 1. */
    private static final List<String> SOURCES = List.of(
            "/invocation/configSource/uri",
            "/buildDefinition/externalParameters/workflow/repository",
            "/buildDefinition/externalParameters/source/uri",
            "/buildDefinition/externalParameters/source",
            "/buildDefinition/externalParameters/configSource/uri");

    private final SignatureRule rule;
    private final Digest digest;

    ProvenanceProof(SignatureRule rule, Digest digest) {
        this.rule = rule;
        this.digest = digest;
    }

    @Override
    public String of(Found found) throws Unproven {
        Signed signed = signed(found);
        Statement statement = signed.statement();
        statement.requireAbout(digest);
        Terms terms = rule.terms();
        if (!terms.predicateTypes().contains(statement.predicateType())) {
            throw new Unproven("it says " + Words.shown(statement.predicateType()) + ", which is not asked for");
        }
        String builder = text(statement.predicate(), BUILDERS).orElse("");
        if (terms.builder().isPresent() && !terms.builder().get().matches(builder)) {
            throw new Unproven("it was built by '" + Words.shown(builder) + "', not by "
                    + terms.builder().get());
        }
        if (terms.source().isPresent()) {
            requireSource(statement.predicate(), terms.source().get());
        }
        return "its provenance " + (builder.isEmpty() ? "" : "(built by " + Words.shown(builder) + ") ") + signed.by();
    }

    private Signed signed(Found found) throws Unproven {
        if (found instanceof Found.Bundle bundle) {
            return Signed.bundle(rule.signers(), bundle, digest);
        }
        if (found instanceof Found.Envelope envelope) {
            Dsse parsed = Dsse.parse(envelope.json());
            return rule.signers() instanceof Keyless keyless
                    ? new Signed(parsed.statement(), KeylessAnnotations.verify(keyless, envelope, parsed))
                    : Signed.envelope(rule.signers(), parsed);
        }
        throw new Unproven(found instanceof Found.Unreadable unreadable ? unreadable.why() : "it is no attestation");
    }

    private static void requireSource(JsonNode predicate, String wanted) throws Unproven {
        String source = text(predicate, SOURCES).or(() -> first(predicate)).orElse("");
        if (!plain(source).equals(plain(wanted))) {
            throw new Unproven("it was built from '" + Words.shown(source) + "', not from " + wanted);
        }
    }

    /** Where a builder does not say what it was asked for, the first of what it used. */
    private static Optional<String> first(JsonNode predicate) {
        return text(predicate, List.of("/buildDefinition/resolvedDependencies/0/uri", "/materials/0/uri"));
    }

    private static Optional<String> text(JsonNode predicate, List<String> pointers) {
        return pointers.stream()
                .map(predicate::at)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst();
    }

    /** {@code git+https://github.com/contoso/shop.git@refs/heads/main} as {@code https://github.com/contoso/shop}. */
    static String plain(String uri) {
        String bare = uri.startsWith("git+") ? uri.substring(4) : uri;
        int path = bare.indexOf("://") + 3;
        int end = Stream.of(bare.indexOf('@', bare.indexOf('/', path)), bare.indexOf('#'), bare.indexOf('?'))
                .filter(at -> at > path)
                .min(Integer::compare)
                .orElse(bare.length());
        bare = bare.substring(0, end);
        bare = bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
        bare = bare.endsWith(".git") ? bare.substring(0, bare.length() - 4) : bare;
        int host = bare.indexOf('/', path);
        return path < 3 || host < 0 ? bare : bare.substring(0, host).toLowerCase(Locale.ROOT) + bare.substring(host);
    }
}
