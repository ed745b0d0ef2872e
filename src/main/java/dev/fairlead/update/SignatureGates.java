package dev.fairlead.update;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.configrepo.FileEntry;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.registry.Registries;
import dev.fairlead.selection.ImageGate;
import dev.fairlead.signature.SignatureGate;
import dev.fairlead.signature.SignatureVerifier;
import dev.fairlead.signature.VerifiedImages;
import dev.fairlead.update.choose.Gates;
import dev.fairlead.update.config.RuleBook;
import dev.fairlead.update.config.UpdateConfig;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The gates that a configuration's signature rules make. It serves several threads. */
final class SignatureGates implements Gates {
    private final RuleBook book;
    private final List<String> always;
    private final VerifiedImages verified;
    private final Instant now;

    private SignatureGates(RuleBook book, List<String> always, VerifiedImages verified, Instant now) {
        this.book = book;
        this.always = always;
        this.verified = verified;
        this.now = now;
    }

    /**
     * The gates of a configuration.
     *
     * @param always the rules that count whatever a question says
     * @param base where its key files are read
     */
    static Gates of(UpdateConfig config, List<String> always, Snapshot base, VerifiedImages verified, Instant now) {
        return config.signatures().isEmpty()
                ? Gates.OPEN
                : new SignatureGates(
                        RuleBook.read(config.signatures(), path -> read(base, path)), always, verified, now);
    }

    @Override
    public Optional<ImageGate> of(List<String> rules, Registries registries) {
        List<String> names = new ArrayList<>(always);
        names.addAll(rules);
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new SignatureGate(book.rules(names), new SignatureVerifier(registries, now), verified));
    }

    private static String read(Snapshot base, String path) {
        FileEntry file = base.find(path)
                .filter(entry -> entry.kind().isFile())
                .orElseThrow(() -> new FairleadException(new Problem(
                        path,
                        "a rule under 'signatures' names this file, and the base branch has none",
                        "commit it, or correct the rule")));
        return new String(base.read(file), StandardCharsets.UTF_8);
    }
}
