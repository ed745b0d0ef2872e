package dev.fairlead.update.pending;

import dev.fairlead.FairleadException;
import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.field.PolicyName;
import dev.fairlead.update.config.DigestStyle;
import dev.fairlead.update.config.PathPattern;
import dev.fairlead.update.config.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A proposal as one line of a commit message: {@code registry/repository:tag@digest key=value …}, the rest being
 * {@link Attributes}. A long scope stands elsewhere, as {@link ScopeLines}. Keys that a later version adds are passed over.
 */
final class ProposalLine {
    private ProposalLine() {}

    /**
     * The line of a proposal.
     *
     * @param ids the ids of scopes that are written elsewhere
     */
    static String write(Proposal proposal, Map<Scope, String> ids) {
        Subject subject = proposal.subject();
        Attributes attributes = new Attributes()
                .put("entry", subject.entry())
                .put("policy", subject.policy().map(PolicyName::toString));
        String id = ids.get(subject.scope());
        if (id == null) {
            attributes.put("paths", ScopeLines.texts(subject.scope().paths()));
            attributes.put("exclude", ScopeLines.texts(subject.scope().excluded()));
        } else {
            attributes.put("scope", List.of(id));
        }
        attributes
                .put("pushed", proposal.version().pushed().map(Instant::toString))
                .put("digest", style(proposal))
                .put("because", Optional.of(proposal.because()).filter(why -> !why.isEmpty()))
                .put("link", proposal.link())
                .put("released", proposal.released() ? List.of("true") : List.of())
                .put("in", proposal.files().stream().map(FileMark::hex).toList());
        return proposal.version().of(subject.image()).toString() + attributes;
    }

    private static Optional<String> style(Proposal proposal) {
        return Optional.of(proposal.digest())
                .filter(style -> style != DigestStyle.KEEP)
                .map(style -> style.name().toLowerCase(Locale.ROOT));
    }

    /**
     * The proposal of a line; empty where the line is none, whoever wrote it, and where nothing tells its scope.
     *
     * @param scopes the scopes that are written elsewhere
     */
    static Optional<Proposal> read(String line, ScopeLines scopes) {
        List<String> words = List.of(line.strip().split("\\s+"));
        try {
            Attributes attributes = Attributes.of(words.subList(1, words.size()));
            return ImageReference.tryParse(words.get(0))
                    .filter(reference -> reference.tag().isPresent())
                    .flatMap(reference ->
                            scope(attributes, scopes).map(scope -> proposal(reference, scope, attributes)));
        } catch (IllegalArgumentException | DateTimeException | FairleadException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<Scope> scope(Attributes attributes, ScopeLines scopes) {
        return attributes.one("scope").isPresent()
                ? attributes.one("scope").flatMap(scopes::find)
                : Optional.of(new Scope(paths(attributes, "paths"), paths(attributes, "exclude")));
    }

    private static List<PathPattern> paths(Attributes attributes, String key) {
        return attributes.all(key).stream().map(PathPattern::of).toList();
    }

    private static Proposal proposal(ImageReference reference, Scope scope, Attributes attributes) {
        Subject subject = new Subject(
                attributes.one("entry"),
                reference.name(),
                attributes.one("policy").map(PolicyName::parse),
                scope);
        Version version = new Version(
                reference.tag().orElseThrow(),
                reference.digest(),
                attributes.one("pushed").map(Instant::parse));
        return new Proposal(
                subject,
                version,
                attributes
                        .one("digest")
                        .map(style -> DigestStyle.valueOf(style.toUpperCase(Locale.ROOT)))
                        .orElse(DigestStyle.KEEP),
                attributes.one("because").orElse(""),
                attributes.one("link"),
                attributes.one("released").isPresent(),
                attributes.all("in").stream().map(FileMark::new).toList());
    }
}
