package dev.fairlead.update.choose;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Registries;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.selection.Chosen;
import dev.fairlead.selection.ImageGate;
import dev.fairlead.selection.Selection;
import dev.fairlead.selection.SelectionRequest;
import dev.fairlead.selection.Selections;
import dev.fairlead.selection.Selector;
import dev.fairlead.update.pending.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks registries which versions are wanted. What was asked once in a run is not asked again, unless a tag has come into
 * place meanwhile that the answer says nothing about. It serves several threads.
 */
public final class Chooser {
    private record Asked(Set<Tag> held, Choice choice) {}

    private final Registries registries;
    private final Instant now;
    private final Gates gates;
    private final Map<Question, Asked> answers = new ConcurrentHashMap<>();

    /** @param now against which a minimum age counts */
    public Chooser(Registries registries, Instant now) {
        this(registries, now, Gates.OPEN);
    }

    /**
     * Asks for versions that pass gates.
     *
     * @param now against which a minimum age counts
     */
    public Chooser(Registries registries, Instant now, Gates gates) {
        this.registries = registries;
        this.now = now;
        this.gates = gates;
    }

    /**
     * Answers a question. What cannot be answered is told as the choice's problem, never thrown, since other images are
     * not concerned.
     *
     * @param held every tag that is in place or proposed: each is asked for by its name
     */
    public Choice choose(Question question, Set<Tag> held) {
        Asked known = answers.get(question);
        if (known != null && known.held().containsAll(held)) {
            return known.choice();
        }
        Set<Tag> all = new HashSet<>(held);
        if (known != null) {
            all.addAll(known.held());
        }
        Choice choice = ask(question, all);
        answers.put(question, new Asked(all, choice));
        return choice;
    }

    private Choice ask(Question question, Set<Tag> held) {
        try {
            Registry registry = registries.forImage(question.image());
            Optional<ImageGate> gate = gates.of(question.verify(), registries);
            if (question.told().isPresent()) {
                return new ToldVersion(registry, question, gate, now).choose(held);
            }
            Selector selector = question.selector()
                    .orElseThrow(() -> new IllegalArgumentException("nobody says which version is wanted"));
            return selected(SelectionRequest.of(question.image(), selector, now).through(gate), registry, held);
        } catch (FairleadException e) {
            return Choice.impossible(e.problem());
        }
    }

    private static Choice selected(SelectionRequest request, Registry registry, Set<Tag> held) {
        Selection selection = Selections.select(request.holding(held), registry);
        return selection
                .chosen()
                .map(chosen -> Choice.of(version(chosen), because(chosen.reason(), chosen), selection))
                .orElseGet(() -> Choice.impossible(
                        selection
                                .nothing()
                                .orElseGet(() -> new Problem(request.image().toString(), "no tag was chosen", "")),
                        selection));
    }

    /** Why a version is wanted, and by what it is known to be signed. */
    static String because(String reason, Chosen chosen) {
        return reason + chosen.proof().map(proof -> "; " + proof).orElse("");
    }

    static Version version(Chosen chosen) {
        return new Version(
                chosen.tag(),
                chosen.digest(),
                chosen.info().pushed().or(() -> chosen.details().flatMap(ImageDetails::created)));
    }

    /**
     * The digest that a version's tag points at.
     *
     * @throws dev.fairlead.registry.RegistryException if the registry cannot tell
     */
    public Digest digest(ImageName image, Version version) {
        return version.digest()
                .or(() -> registries.forImage(image).find(image, version.tag()).flatMap(TagInfo::digest))
                .orElseGet(() -> details(image, version.tag()).digest());
    }

    /** When an image was built; empty where that cannot be had. */
    public Optional<Instant> built(ImageName image, String tagOrDigest) {
        try {
            return registries.forImage(image).details(image, tagOrDigest).created();
        } catch (FairleadException unknown) {
            return Optional.empty();
        }
    }

    /**
     * What an image says of itself.
     *
     * @throws dev.fairlead.registry.RegistryException if the registry cannot tell
     */
    public ImageDetails details(ImageName image, Tag tag) {
        return registries.forImage(image).details(image, tag.value());
    }
}
