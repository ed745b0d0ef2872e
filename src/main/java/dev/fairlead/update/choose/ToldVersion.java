package dev.fairlead.update.choose;

import dev.fairlead.Problem;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.Attachments;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.TagListing;
import dev.fairlead.selection.Census;
import dev.fairlead.selection.Chosen;
import dev.fairlead.selection.CurrentTag;
import dev.fairlead.selection.CurrentTag.Presence;
import dev.fairlead.selection.CurrentTag.Standing;
import dev.fairlead.selection.ImageGate;
import dev.fairlead.selection.ImageGate.Passage;
import dev.fairlead.selection.LostTag;
import dev.fairlead.selection.Selection;
import dev.fairlead.selection.SelectionRequest;
import dev.fairlead.selection.Selections;
import dev.fairlead.selection.Selector;
import dev.fairlead.selection.TagPolicy;
import dev.fairlead.update.pending.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A version that a build tells. No list of tags is needed: the version and every tag that is in place or proposed are
 * asked for by name. With a policy, the policy ranks them; without one, the later push wins.
 */
final class ToldVersion {
    private static final String SIGN = "sign the image before it is told, or correct the rules under 'signatures'";

    private final Registry registry;
    private final ImageName image;
    private final ImageReference told;
    private final Optional<Selector> selector;
    private final String because;
    private final boolean exact;
    private final Optional<ImageGate> gate;
    private final Instant now;

    ToldVersion(Registry registry, Question question, Optional<ImageGate> gate, Instant now) {
        this.registry = registry;
        this.image = question.image();
        this.told = question.told().orElseThrow();
        this.selector = question.selector();
        this.exact = question.exact();
        this.because = (exact ? "" : "told by ") + question.toldBy().orElse("the build");
        this.gate = gate;
        this.now = now;
    }

    Choice choose(Set<Tag> held) {
        Tag tag = told.tag().orElseThrow(() -> new IllegalArgumentException("a told version has a tag"));
        Optional<TagInfo> found = registry.find(image, tag).or(() -> withoutTag(tag));
        if (found.isEmpty()) {
            return Choice.impossible(new Problem(
                    told.toString(), "the registry has no such tag", "push the image before it is updated to"));
        }
        TagInfo info = found.get();
        boolean moved = !exact
                && told.digest().isPresent()
                && info.digest().isPresent()
                && !told.digest().equals(info.digest());
        if (moved) {
            return Choice.impossible(new Problem(
                    told.toString(),
                    "the tag points at " + info.digest().get() + " now",
                    "tell the digest that was pushed last"));
        }
        return selector.map(policy -> byPolicy(policy, meant(info), held)).orElseGet(() -> byPush(meant(info), held));
    }

    /** The tag with the digest that is meant: the gate looks at what will be written. */
    private TagInfo meant(TagInfo info) {
        return new TagInfo(info.tag(), told.digest().or(info::digest), info.pushed(), info.created());
    }

    /** A version that runs elsewhere by its digest can be had as long as that is there. */
    private Optional<TagInfo> withoutTag(Tag tag) {
        return told.digest()
                .filter(digest -> exact)
                .map(digest -> registry.details(image, digest.toString()))
                .map(details -> new TagInfo(tag, Optional.of(details.digest()), details.created(), details.created()));
    }

    private Choice byPolicy(Selector policy, TagInfo info, Set<Tag> held) {
        List<TagInfo> known = new ArrayList<>(List.of(info));
        held.stream()
                .filter(tag -> !tag.equals(info.tag()))
                .forEach(tag -> registry.find(image, tag).ifPresent(known::add));
        Selection selection = Selections.select(
                SelectionRequest.of(image, policy, now)
                        .holding(held)
                        .explained()
                        .through(gate),
                new KnownTags(registry, known));
        Optional<Chosen> chosen = selection.chosen();
        if (chosen.isPresent() && chosen.get().tag().equals(info.tag())) {
            Version version = Chooser.version(chosen.get());
            return Choice.of(version, Chooser.because(because, chosen.get()), selection);
        }
        Optional<LostTag> lost = selection.lost().stream()
                .filter(tag -> tag.tag().equals(info.tag()))
                .findFirst();
        String reason = lost.map(LostTag::reason).orElse("the policy follows another tag");
        if (exact
                && lost.map(tag -> tag.loss() != dev.fairlead.selection.Loss.OUTRANKED)
                        .orElse(true)) {
            return Choice.superseded(
                    info.tag() + " runs there, and the policy " + policy.policy() + " does not accept it: " + reason,
                    selection);
        }
        return chosen.isPresent()
                        && lost.map(tag -> tag.loss() == dev.fairlead.selection.Loss.OUTRANKED)
                                .orElse(false)
                ? Choice.superseded(info.tag() + " lost to " + chosen.get().tag() + ": " + reason, selection)
                : Choice.impossible(
                        new Problem(
                                told.toString(),
                                isUnproven(selection, info)
                                        ? "it is not signed as asked: " + reason
                                        : "the policy " + policy.policy() + " does not accept it: " + reason,
                                isUnproven(selection, info)
                                        ? SIGN
                                        : "tell a version that it accepts, or change the policy"),
                        selection);
    }

    private static boolean isUnproven(Selection selection, TagInfo info) {
        return selection.unproven().stream().anyMatch(lost -> lost.tag().equals(info.tag()));
    }

    private Choice byPush(TagInfo info, Set<Tag> held) {
        Proven proven = prove(info);
        if (proven.refused().isPresent()) {
            return Choice.impossible(
                    new Problem(
                            told.toString(),
                            "it is not signed as asked: "
                                    + proven.refused().get().reason(),
                            SIGN),
                    proven.nothing(image));
        }
        return byPush(proven.info(), proven.words(), held);
    }

    /** The told version as it passed the gate, or the reason why it did not. */
    private record Proven(TagInfo info, String words, Optional<LostTag> refused) {
        Selection nothing(ImageName image) {
            return new Selection(
                    image,
                    Selector.of(TagPolicy.newest()),
                    Optional.empty(),
                    Optional.empty(),
                    new Census(1, false, Map.of()),
                    List.of(),
                    refused.stream().toList(),
                    Map.of());
        }
    }

    private Proven prove(TagInfo info) {
        if (gate.isEmpty()) {
            return new Proven(info, "", Optional.empty());
        }
        Digest digest = info.digest()
                .orElseGet(() -> registry.details(image, info.tag().value()).digest());
        Passage passage = gate.get().judge(image, digest);
        return new Proven(
                new TagInfo(info.tag(), Optional.of(digest), info.pushed(), info.created()),
                "; " + passage.words(),
                passage.refusal().map(loss -> new LostTag(info.tag(), loss, passage.words())));
    }

    private Choice byPush(TagInfo info, String proof, Set<Tag> held) {
        Map<Tag, CurrentTag> standings = new HashMap<>();
        held.forEach(tag -> standings.put(tag, standing(tag, info)));
        Optional<Instant> time = info.pushed().or(() -> built(info.tag()));
        Optional<Digest> digest = info.digest();
        Chosen chosen = new Chosen(info, info.tag().value(), Optional.empty(), because);
        Selection selection = new Selection(
                image,
                Selector.of(TagPolicy.newest()),
                Optional.of(chosen),
                Optional.empty(),
                new Census(1, false, Map.of()),
                List.of(),
                List.of(),
                standings);
        return Choice.of(new Version(info.tag(), digest, time), because + proof, selection);
    }

    private CurrentTag standing(Tag tag, TagInfo info) {
        if (tag.equals(info.tag())) {
            return new CurrentTag(tag, Optional.of(info), Presence.NOT_LISTED, Standing.SAME, "it is the told version");
        }
        Optional<TagInfo> found = registry.find(image, tag);
        if (found.isEmpty()) {
            return new CurrentTag(
                    tag, found, Presence.NOT_LISTED, Standing.UNKNOWN, "nothing tells which of them is newer");
        }
        return compared(found.get(), info);
    }

    private CurrentTag compared(TagInfo held, TagInfo info) {
        Optional<Instant> heldTime = held.pushed();
        Optional<Instant> toldTime = info.pushed();
        String verb = "pushed";
        if (heldTime.isEmpty() || toldTime.isEmpty()) {
            heldTime = built(held.tag());
            toldTime = built(info.tag());
            verb = "built";
        }
        if (heldTime.isEmpty() || toldTime.isEmpty()) {
            return told(held, Standing.LEVEL, "no time tells which is newer, and the version was told by name");
        }
        int order = heldTime.get().compareTo(toldTime.get());
        String explanation =
                held.tag() + " was " + verb + " at " + heldTime.get() + ", " + info.tag() + " at " + toldTime.get();
        return told(held, order > 0 ? Standing.ABOVE : order < 0 ? Standing.BELOW : Standing.LEVEL, explanation);
    }

    private static CurrentTag told(TagInfo held, Standing standing, String explanation) {
        return new CurrentTag(held.tag(), Optional.of(held), Presence.NOT_LISTED, standing, explanation);
    }

    private Optional<Instant> built(Tag tag) {
        return registry.details(image, tag.value()).created();
    }

    /** The registry as if these were all its tags. */
    private record KnownTags(Registry registry, List<TagInfo> known) implements Registry {
        @Override
        public String host() {
            return registry.host();
        }

        @Override
        public TagListing tags(ImageName of) {
            return TagListing.of(known, false);
        }

        @Override
        public Optional<TagInfo> find(ImageName of, Tag tag) {
            return registry.find(of, tag);
        }

        @Override
        public ImageDetails details(ImageName of, String tagOrDigest) {
            return registry.details(of, tagOrDigest);
        }

        @Override
        public Attachments attachments() {
            return registry.attachments();
        }

        @Override
        public void close() {}
    }
}
