package dev.fairlead.selection;

import dev.fairlead.Problem;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Platform;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.TagListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A registry in memory that counts what it is asked. */
final class FakeRegistry implements Registry {
    static final ImageName IMAGE = ImageName.parse("contoso.azurecr.io/team/app");
    static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<Tag, TagInfo> tags = new LinkedHashMap<>();
    private final Map<String, ImageDetails> details = new HashMap<>();
    private final Set<Tag> hidden = new HashSet<>();
    private boolean newestFirst;
    final List<String> asked = new ArrayList<>();
    final List<Tag> found = new ArrayList<>();
    int listed;

    /** Tags of which the registry tells nothing but the name, as plain OCI registries do. */
    static FakeRegistry of(String... tags) {
        FakeRegistry registry = new FakeRegistry();
        for (String tag : tags) {
            registry.add(TagInfo.of(Tag.of(tag)));
        }
        return registry;
    }

    /** Tags pushed an hour apart, in this order, as ACR tells of them. */
    static FakeRegistry pushed(String... tags) {
        FakeRegistry registry = new FakeRegistry();
        for (String tag : tags) {
            registry.push(tag, registry.tags.size());
        }
        return registry;
    }

    FakeRegistry add(TagInfo info) {
        tags.put(info.tag(), info);
        return this;
    }

    FakeRegistry push(String tag, int hour) {
        Instant time = EPOCH.plusSeconds(3600L * hour);
        return add(new TagInfo(Tag.of(tag), Optional.of(digest(tag)), Optional.of(time), Optional.of(time)));
    }

    /** The registry has the tag, and its listing lacks it. */
    FakeRegistry hide(String tag) {
        hidden.add(Tag.of(tag));
        return this;
    }

    FakeRegistry newestFirst() {
        newestFirst = true;
        return this;
    }

    FakeRegistry image(String tag, int builtHour, String... platforms) {
        return image(tag, Optional.of(EPOCH.plusSeconds(3600L * builtHour)), platforms);
    }

    FakeRegistry image(String tag, Optional<Instant> built, String... platforms) {
        details.put(
                tag,
                new ImageDetails(
                        digest(tag),
                        built,
                        List.of(platforms).stream().map(Platform::parse).toList(),
                        Map.of()));
        return this;
    }

    static Digest digest(String seed) {
        return new Digest("sha256", String.format("%08x", seed.hashCode()).repeat(8));
    }

    @Override
    public String host() {
        return IMAGE.registry();
    }

    @Override
    public TagListing tags(ImageName image) {
        List<TagInfo> all = new ArrayList<>(tags.values());
        all.removeIf(info -> hidden.contains(info.tag()));
        if (newestFirst) {
            all.sort(Comparator.comparing((TagInfo info) -> info.pushed().orElse(Instant.MIN))
                    .reversed());
        }
        return new TagListing() {
            @Override
            public boolean newestFirst() {
                return newestFirst;
            }

            @Override
            public Iterator<TagInfo> iterator() {
                Iterator<TagInfo> plain = all.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return plain.hasNext();
                    }

                    @Override
                    public TagInfo next() {
                        listed++;
                        return plain.next();
                    }
                };
            }
        };
    }

    @Override
    public Optional<TagInfo> find(ImageName image, Tag tag) {
        found.add(tag);
        return Optional.ofNullable(tags.get(tag));
    }

    @Override
    public ImageDetails details(ImageName image, String tagOrDigest) {
        String tag = tags.keySet().stream()
                .map(Tag::value)
                .filter(name ->
                        name.equals(tagOrDigest) || digest(name).toString().equals(tagOrDigest))
                .findFirst()
                .orElseThrow();
        asked.add(tag);
        return Optional.ofNullable(details.get(tag))
                .orElseThrow(() -> new RegistryException(
                        RegistryException.Kind.NOT_FOUND, new Problem(image + ":" + tag, "no such image", "push it")));
    }

    @Override
    public void close() {
        // nothing is open
    }

    /** What {@code selector} chooses here. */
    Selection select(Selector selector, String... current) {
        return Selections.select(
                request(selector).holding(List.of(current).stream().map(Tag::of).toList()), this);
    }

    /** What {@code selector} chooses here, with reasons. */
    Selection explain(Selector selector) {
        return Selections.select(request(selector).explained(), this);
    }

    /** The name of the tag that a policy chooses among all tags, or a dash. */
    String choose(String policy) {
        return name(select(Selector.of(TagPolicy.parse(policy))));
    }

    static String name(Selection selection) {
        return selection.chosen().map(chosen -> chosen.tag().value()).orElse("-");
    }

    private static SelectionRequest request(Selector selector) {
        return SelectionRequest.of(IMAGE, selector, EPOCH.plusSeconds(3600L * 1000));
    }
}
