package dev.fairlead.selection;

import dev.fairlead.Problem;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.TagListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One selection by a policy that puts tags in order. */
final class OrderedRun<K> {
    /** No selection asks more images than this for their details. */
    static final int MAX_ASKED = 100;

    private static final String NONE_PASSES =
            "the " + MAX_ASKED + " highest tags were asked for their age and platforms, and none passes";

    private final SelectionRequest request;
    private final Registry registry;
    private final Ordering<K> ordering;
    private final Comparator<Entry<K>> order;
    private final NameFilter names;
    private final ImageCheck images;
    private final Reasons reasons;
    private final Proofs proofs;
    private final CurrentTags current;
    private final Podium<K> podium;
    private final List<Entry<K>> acceptable = new ArrayList<>();
    private final Set<Tag> refused = new HashSet<>();
    private @Nullable Entry<K> proven;
    private Optional<String> proof = Optional.empty();
    private int read;
    private boolean whole = true;

    OrderedRun(SelectionRequest request, Registry registry, Ordering<K> ordering) {
        this.request = request;
        this.registry = registry;
        this.ordering = ordering;
        this.order = Entry.order(ordering);
        this.names = new NameFilter(request.selector().filter());
        this.images = new ImageCheck(request, registry);
        this.reasons = new Reasons(request.explain());
        this.proofs = new Proofs(request, registry);
        this.current = new CurrentTags(request, registry);
        TagFilter filter = request.selector().filter();
        boolean asks = ordering.byBuild()
                || !filter.platforms().isEmpty()
                || filter.minAge().isPresent()
                || request.gate().isPresent();
        this.podium = new Podium<>(asks ? MAX_ASKED : 1, order);
    }

    Selection run() {
        TagListing listing = registry.tags(request.image());
        if (ordering.byPush() && listing.newestFirst() && !request.explain()) {
            readNewestFirst(listing);
        } else {
            listing.forEach(this::read);
        }
        Entry<K> winner = winner();
        explainOutranked(winner);
        return result(winner);
    }

    /** The best entry that passes the gate; gates are asked last, since each question is several requests. */
    private @Nullable Entry<K> winner() {
        Entry<K> candidate = best();
        while (candidate != null) {
            Entry<K> passed = proven(candidate);
            if (passed != null) {
                return passed;
            }
            candidate = best();
        }
        return null;
    }

    private @Nullable Entry<K> best() {
        return ordering.byBuild() ? latestBuilt() : bestThatPasses();
    }

    private @Nullable Entry<K> proven(Entry<K> entry) {
        if (proven != null && proven.info().tag().equals(entry.info().tag())) {
            return proven;
        }
        Optional<Proofs.Proven> passed = proofs.prove(entry.info());
        if (passed.isEmpty()) {
            LostTag lost = proofs.refused().get(proofs.refused().size() - 1);
            refuse(entry, lost.loss(), lost::reason);
            return null;
        }
        proof = passed.get().words();
        proven = new Entry<>(passed.get().info(), entry.subject(), entry.key());
        return proven;
    }

    /** Leaves the listing at the first tag that is older than an acceptable one. */
    private void readNewestFirst(TagListing listing) {
        boolean sorted = true;
        Instant last = Instant.MAX;
        Instant settled = null;
        for (TagInfo info : listing) {
            Instant pushed = info.pushed().orElse(Instant.MIN);
            sorted &= !pushed.isAfter(last);
            last = pushed;
            if (sorted && settled != null && pushed.isBefore(settled)) {
                read++;
                current.see(info.tag());
                current.leaveAt(pushed);
                whole = false;
                return;
            }
            Entry<K> entry = judge(info);
            if (entry != null && settled == null) {
                requireAllAsked(NONE_PASSES);
                settled = refusalByImage(entry) == null && proven(entry) != null ? pushed : null;
            }
        }
    }

    private void read(TagInfo info) {
        judge(info);
    }

    /** Takes note of a tag; gives its entry if the listing tells nothing against it. */
    private @Nullable Entry<K> judge(TagInfo info) {
        read++;
        current.see(info.tag());
        Loss byName = names.refusal(info.tag());
        if (byName != null) {
            reasons.add(info.tag(), byName, () -> names.reason(byName, info.tag()));
            return null;
        }
        String subject = names.subject(info.tag());
        if (subject == null) {
            reasons.add(info.tag(), Loss.NOT_EXTRACTED, () -> names.reason(Loss.NOT_EXTRACTED, info.tag()));
            return null;
        }
        K key = ordering.key(subject, info);
        Loss byPolicy = key == null ? ordering.withoutKey() : ordering.refusal(key);
        if (key == null || byPolicy != null) {
            Loss loss = byPolicy == null ? ordering.withoutKey() : byPolicy;
            reasons.add(info.tag(), loss, () -> ordering.reason(loss, subject));
            return null;
        }
        Loss byAge = images.refusalByListing(info);
        if (byAge != null) {
            reasons.add(info.tag(), byAge, () -> images.reason(byAge, info));
            return null;
        }
        return accept(new Entry<>(info, subject, key));
    }

    private Entry<K> accept(Entry<K> entry) {
        podium.offer(entry);
        if (request.explain()) {
            acceptable.add(entry);
        }
        return entry;
    }

    private @Nullable Loss refusalByImage(Entry<K> entry) {
        return images.needsDetails(entry.info()) ? images.refusalByImage(entry.info()) : null;
    }

    /** The best entry whose image passes, asking the best first. */
    private @Nullable Entry<K> bestThatPasses() {
        for (Entry<K> entry : left()) {
            Loss loss = refusalByImage(entry);
            if (loss == null) {
                return entry;
            }
            refuse(entry, loss);
        }
        requireAllAsked(NONE_PASSES);
        return null;
    }

    /**
     * The entry that was built last. No image is built after it is pushed, so that once an image is found that was built
     * after all others were pushed, none of these need be asked.
     */
    private @Nullable Entry<K> latestBuilt() {
        Entry<K> best = null;
        for (Entry<K> entry : left()) {
            if (best != null && !wasPushedAfter(entry, best)) {
                return best;
            }
            Entry<K> built = built(entry);
            if (built != null && (best == null || order.compare(built, best) > 0)) {
                best = built;
            }
        }
        requireAllAsked("the " + MAX_ASKED
                + " candidates pushed last were asked when they were built, and others may be" + " newer");
        return best;
    }

    private boolean wasPushedAfter(Entry<K> entry, Entry<K> built) {
        return entry.info().pushed().isEmpty()
                || entry.pushed().isAfter(images.details(built.info()).created().orElse(Instant.MIN));
    }

    /** The entry in its place by the image's own time, or null if it does not pass. */
    private @Nullable Entry<K> built(Entry<K> entry) {
        Loss loss = refusalByImage(entry);
        if (loss != null) {
            refuse(entry, loss);
            return null;
        }
        K key = ordering.builtKey(images.details(entry.info()));
        if (key == null) {
            acceptable.remove(entry);
            refused.add(entry.info().tag());
            reasons.add(entry.info().tag(), Loss.NO_TIME, () -> ordering.reason(Loss.NO_TIME, entry.subject()));
            return null;
        }
        return new Entry<>(entry.info(), entry.subject(), key);
    }

    private void refuse(Entry<K> entry, Loss loss) {
        refuse(entry, loss, () -> images.reason(loss, entry.info()));
    }

    private void refuse(Entry<K> entry, Loss loss, Supplier<String> reason) {
        refused.add(entry.info().tag());
        acceptable.removeIf(known -> known.info().tag().equals(entry.info().tag()));
        reasons.add(entry.info().tag(), loss, reason);
    }

    private List<Entry<K>> left() {
        return podium.bestFirst().stream()
                .filter(entry -> !refused.contains(entry.info().tag()))
                .toList();
    }

    private void requireAllAsked(String cause) {
        if (podium.turnedAway() > 0) {
            throw new SelectionException(
                    request.image() + " by " + request.selector().policy(),
                    cause,
                    "narrow the choice with include or exclude patterns");
        }
    }

    private void explainOutranked(@Nullable Entry<K> winner) {
        if (winner == null) {
            return;
        }
        if (!request.explain()) {
            long lost = reasons.counts().values().stream()
                    .mapToLong(Integer::longValue)
                    .sum();
            reasons.addMany(Loss.OUTRANKED, read - lost - 1 - (whole ? 0 : 1));
            return;
        }
        acceptable.sort(order.reversed());
        for (Entry<K> entry : acceptable) {
            if (!entry.info().tag().equals(winner.info().tag())) {
                reasons.add(entry.info().tag(), Loss.OUTRANKED, () -> outranked(entry, winner));
            }
        }
    }

    private String outranked(Entry<K> entry, Entry<K> winner) {
        if (ordering.byBuild()) {
            return winner.info().tag() + " was built later";
        }
        if (ordering.order().compare(entry.key(), winner.key()) != 0) {
            return winner.info().tag() + " ranks higher";
        }
        return entry.pushed().equals(winner.pushed())
                ? winner.info().tag() + " ranks level with it, and comes later by name"
                : winner.info().tag() + " ranks level with it, and was pushed later";
    }

    private Selection result(@Nullable Entry<K> winner) {
        Census census = new Census(read, whole, reasons.counts());
        Map<Tag, CurrentTag> standings = new LinkedHashMap<>();
        for (Tag tag : current.tags()) {
            Comparison comparison = winner == null
                    ? new Comparison(CurrentTag.Standing.UNKNOWN, "no tag was chosen")
                    : new Standings<>(ordering, names, images).compare(tag, current.found(tag), winner);
            standings.put(
                    tag,
                    new CurrentTag(
                            tag,
                            current.found(tag),
                            current.presence(tag),
                            comparison.standing(),
                            comparison.explanation()));
        }
        Optional<Chosen> chosen = Optional.ofNullable(winner)
                .map(entry -> new Chosen(
                        entry.info(), entry.subject(), images.known(entry.info()), ordering.superlative(), proof));
        Optional<Problem> nothing = winner == null ? Optional.of(nothing(census)) : Optional.empty();
        return new Selection(
                request.image(),
                request.selector(),
                chosen,
                nothing,
                census,
                reasons.lost(),
                proofs.refused(),
                standings);
    }

    private Problem nothing(Census census) {
        String place = request.image() + " by " + request.selector().policy();
        if (read == 0) {
            return new Problem(place, "the repository has no tags", "push an image first");
        }
        if (ordering.byPush() && census.lost(Loss.NO_TIME) > 0) {
            return new Problem(
                    place,
                    "the registry does not tell when tags were pushed (" + census + ")",
                    "put a time or number into the tags and choose by --extract with numeric, or use newest:built");
        }
        if (!proofs.refused().isEmpty()) {
            return new Problem(
                    place,
                    "no tag is signed as asked (" + census + "); " + proofs.words(),
                    "sign an image, or correct the rules under 'signatures'");
        }
        return new Problem(
                place, "no tag is acceptable (" + census + ")", "ask for --explain to see each tag's reason");
    }
}
