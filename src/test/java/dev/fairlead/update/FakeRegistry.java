package dev.fairlead.update;

import dev.fairlead.Problem;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Platform;
import dev.fairlead.registry.Registries;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryProbe;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.TagListing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Registries in memory, whose tags tests push, take away, and hide from listings. */
final class FakeRegistry implements Registries, Registry {
    private record Stored(TagInfo info, Map<String, String> labels) {}

    private final Map<ImageName, Map<Tag, Stored>> images = new HashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final Set<ImageName> broken = new HashSet<>();
    private final List<String> questions = Collections.synchronizedList(new ArrayList<>());
    private boolean timeless;
    private boolean unbuilt;

    /** Pushes a tag at a moment. Its digest is made of the text. */
    synchronized FakeRegistry push(String image, String tag, Instant when) {
        return push(image, tag, when, tag, Map.of());
    }

    synchronized FakeRegistry push(String image, String tag, Instant when, String content, Map<String, String> labels) {
        TagInfo info =
                new TagInfo(Tag.of(tag), Optional.of(digest(image + content)), Optional.of(when), Optional.of(when));
        images.computeIfAbsent(ImageName.parse(image), any -> new LinkedHashMap<>())
                .put(info.tag(), new Stored(info, labels));
        return this;
    }

    /** Locks a tag, which Azure Container Registry tells as a change of the tag. */
    synchronized void lock(String image, String tag, Instant when) {
        images.get(ImageName.parse(image)).computeIfPresent(Tag.of(tag), (name, known) -> {
            TagInfo info = known.info();
            return new Stored(new TagInfo(name, info.digest(), Optional.of(when), info.created()), known.labels());
        });
    }

    synchronized void remove(String image, String tag) {
        images.getOrDefault(ImageName.parse(image), Map.of()).remove(Tag.of(tag));
    }

    /** Leaves a tag out of listings, as a replica does that has not heard of it. */
    synchronized void hide(String image, String tag) {
        hidden.add(image + ":" + tag);
    }

    synchronized void show(String image, String tag) {
        hidden.remove(image + ":" + tag);
    }

    synchronized void breakDown(String image) {
        broken.add(ImageName.parse(image));
    }

    synchronized void mend(String image) {
        broken.remove(ImageName.parse(image));
    }

    /** From now on no push times are told, as by most registries. */
    synchronized void forgetTimes() {
        timeless = true;
    }

    /** The tag of each image that was pushed last, by its time. */
    synchronized Map<String, String> newest() {
        Map<String, String> newest = new HashMap<>();
        images.forEach((image, tags) -> tags.values().stream()
                .map(Stored::info)
                .max(Comparator.comparing((TagInfo info) -> info.pushed().orElse(Instant.MIN)))
                .ifPresent(info -> newest.put(image.toString(), info.tag().value())));
        return newest;
    }

    /** From now on images do not tell when they were built, as reproducible ones. */
    synchronized void forgetBuilds() {
        unbuilt = true;
    }

    /** Everything that was asked, in order. */
    List<String> questions() {
        return List.copyOf(questions);
    }

    void forgetQuestions() {
        questions.clear();
    }

    static Digest digest(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return Digest.parse("sha256:" + HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Map<Tag, Stored> stored(ImageName image) {
        if (broken.contains(image)) {
            throw new RegistryException(
                    RegistryException.Kind.SERVER,
                    new Problem(image.toString(), "the registry answers 503", "try again later"));
        }
        Map<Tag, Stored> found = images.get(image);
        if (found == null) {
            throw new RegistryException(
                    RegistryException.Kind.NOT_FOUND, new Problem(image.toString(), "no such repository", "push it"));
        }
        return found;
    }

    private TagInfo told(TagInfo info) {
        return timeless ? new TagInfo(info.tag(), info.digest(), Optional.empty(), Optional.empty()) : info;
    }

    @Override
    public synchronized TagListing tags(ImageName image) {
        questions.add("tags " + image);
        return TagListing.of(
                stored(image).values().stream()
                        .map(known -> told(known.info()))
                        .filter(info -> !hidden.contains(image.written() + ":" + info.tag()))
                        .sorted(Comparator.comparing(
                                        (TagInfo info) -> info.pushed().orElse(Instant.MIN))
                                .reversed())
                        .toList(),
                !timeless);
    }

    @Override
    public synchronized Optional<TagInfo> find(ImageName image, Tag tag) {
        questions.add("find " + image + ":" + tag);
        return Optional.ofNullable(stored(image).get(tag)).map(known -> told(known.info()));
    }

    @Override
    public synchronized ImageDetails details(ImageName image, String tagOrDigest) {
        questions.add("details " + image + ":" + tagOrDigest);
        Stored known = stored(image).values().stream()
                .filter(stored -> stored.info().tag().value().equals(tagOrDigest)
                        || stored.info().digest().map(Digest::toString).equals(Optional.of(tagOrDigest)))
                .findFirst()
                .orElseThrow(() -> new RegistryException(
                        RegistryException.Kind.NOT_FOUND,
                        new Problem(image + ":" + tagOrDigest, "no such tag", "push it")));
        return new ImageDetails(
                known.info().digest().orElseThrow(),
                unbuilt ? Optional.empty() : known.info().created(),
                List.of(Platform.parse("linux/amd64")),
                known.labels());
    }

    @Override
    public Registry forImage(ImageName image) {
        return this;
    }

    @Override
    public String host() {
        return "registry.example";
    }

    @Override
    public RegistryProbe probe(String host) {
        throw new UnsupportedOperationException("no test asks");
    }

    @Override
    public RegistryProbe probe(ImageName image) {
        throw new UnsupportedOperationException("no test asks");
    }

    @Override
    public void close() {}
}
