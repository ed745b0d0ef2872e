package dev.fairlead.bot.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.Problem;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Registries;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryProbe;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.TagListing;
import dev.fairlead.update.RegistryAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedRegistriesTest {
    private static final ImageName API = ImageName.parse("contoso.azurecr.io/shop/api");
    private static final Duration INTERVAL = Duration.ofMinutes(4);

    private final Scripted registry = new Scripted();
    private final List<String> changes = new ArrayList<>();
    private Duration now = Duration.ofHours(1);

    private final SharedRegistries shared =
            new SharedRegistries(RegistryAccess.of(registry), () -> now, new AnswerListener() {
                @Override
                public void changed(ImageName image, String repository) {
                    changes.add(image + " by " + repository);
                }
            });

    private Registry of(String repository) {
        return shared.of(repository, INTERVAL).with(settings -> settings).forImage(API);
    }

    private static List<String> tags(Registry registry) {
        return StreamSupport.stream(registry.tags(API).spliterator(), false)
                .map(info -> info.tag().value())
                .toList();
    }

    @Test
    void aListIsAskedForOnceForAllRepositories() {
        registry.push("1.0.0", "1.1.0");

        assertThat(tags(of("a"))).containsExactly("1.1.0", "1.0.0");
        assertThat(tags(of("b"))).containsExactly("1.1.0", "1.0.0");

        assertThat(registry.questions).containsExactly("page 0");
    }

    @Test
    void anAnswerCountsForThreeQuartersOfTheInterval() {
        registry.push("1.0.0");
        tags(of("a"));
        now = now.plusSeconds(179);
        tags(of("a"));
        assertThat(registry.questions).hasSize(1);

        now = now.plusSeconds(1);
        tags(of("a"));

        assertThat(registry.questions).hasSize(2);
        assertThat(changes).isEmpty();
    }

    @Test
    void aPushMakesWhatIsKnownStale() {
        registry.push("1.0.0");
        tags(of("a"));
        registry.push("1.1.0");

        shared.forget(API);

        assertThat(tags(of("a"))).containsExactly("1.1.0", "1.0.0");
    }

    @Test
    void aListThatHasChangedIsToldOnce() {
        registry.push("1.0.0");
        tags(of("a"));
        registry.push("1.1.0");
        now = now.plus(INTERVAL);

        tags(of("b"));
        tags(of("a"));

        assertThat(changes).containsExactly("contoso.azurecr.io/shop/api by b");
    }

    @Test
    void aTagThatMovedIsAChangeAndSoIsOneThatIsGone() {
        registry.push("1.0.0", "1.1.0");
        tags(of("a"));
        registry.move("1.0.0");
        now = now.plus(INTERVAL);
        tags(of("a"));
        assertThat(changes).hasSize(1);

        registry.remove("1.1.0");
        now = now.plus(INTERVAL);
        tags(of("a"));

        assertThat(changes).hasSize(2);
    }

    @Test
    void aTagInPlaceIsAnsweredByTheListThatIsAskedForAnyway() {
        registry.push("1.0.0", "1.1.0");
        Registry first = of("a");
        assertThat(first.find(API, Tag.of("1.0.0"))).isPresent();
        tags(first);
        assertThat(registry.questions)
                .as("the first time nobody knows that a list follows")
                .containsExactly("find 1.0.0", "page 0");
        registry.questions.clear();
        now = now.plus(INTERVAL);

        Registry second = of("a");
        Optional<TagInfo> found = second.find(API, Tag.of("1.0.0"));
        tags(second);

        assertThat(found).isEqualTo(registry.find("1.0.0"));
        assertThat(registry.questions).containsExactly("page 0");
    }

    /** A list without digests does not say what a tag points at: the tag is asked for by its name. */
    @Test
    void aTagOfAnotherRegistryThanAcrIsAskedForByItsName() {
        registry.digests = false;
        registry.push("1.0.0");
        tags(of("a"));
        registry.questions.clear();

        of("a").find(API, Tag.of("1.0.0"));
        of("b").find(API, Tag.of("1.0.0"));

        assertThat(registry.questions).containsExactly("find 1.0.0");
    }

    /** What the never-downgrade guard looks for: a list that has become short while the tag in place is there. */
    @Test
    void flux_1817_aTagThatTheListLacksIsAskedForByItsName() {
        registry.push("1.0.0", "1.1.0");
        tags(of("a"));
        registry.hidden = "1.1.0";
        now = now.plus(INTERVAL);

        assertThat(of("a").find(API, Tag.of("1.1.0"))).isPresent();
        assertThat(tags(of("a"))).containsExactly("1.0.0");
    }

    @Test
    void onlyAsManyPagesAreAskedForAsAreRead() {
        registry.pageSize = 150;
        IntStream.range(0, 1000).forEach(n -> registry.push("1.0." + n));

        Iterator<TagInfo> some = of("a").tags(API).iterator();
        IntStream.range(0, 120).forEach(n -> some.next());
        assertThat(registry.questions).containsExactly("page 0");
        IntStream.range(0, 100).forEach(n -> some.next());
        assertThat(registry.questions).containsExactly("page 0", "page 150");

        assertThat(tags(of("b"))).hasSize(1000).doesNotHaveDuplicates();
    }

    @Test
    void whatAnImageSaysOfItselfIsAskedForOnce() {
        registry.push("1.0.0");
        tags(of("a"));
        String digest =
                registry.find("1.0.0").orElseThrow().digest().orElseThrow().toString();

        of("a").details(API, "1.0.0");
        of("b").details(API, digest);
        now = now.plus(INTERVAL.multipliedBy(100));
        of("b").details(API, digest);

        assertThat(registry.questions).containsExactly("page 0", "details " + digest);
    }

    @Test
    void manyAtOnceAskOnce() throws Exception {
        registry.push("1.0.0", "1.1.0");
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, 16)
                .mapToObj(n -> new Thread(() -> {
                    try {
                        start.await();
                        tags(of("r" + n));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(registry.questions).containsExactly("page 0");
    }

    @Test
    void aListThatBrokeOffIsNoAnswer() {
        registry.push("1.0.0");
        registry.failing = true;
        assertThatThrownBy(() -> tags(of("a"))).isInstanceOf(RegistryException.class);
        registry.failing = false;

        assertThat(tags(of("a"))).containsExactly("1.0.0");
    }

    @Test
    void aRegistryThatFailsAgainAndAgainIsLeftAloneByAll() {
        registry.push("1.0.0");
        registry.failing = true;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> tags(of("a"))).hasMessageContaining("the registry fails");
        }
        assertThatThrownBy(() -> tags(of("b")))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.retryable()).isTrue())
                .hasMessageContaining("not asked, since it failed 3 times one after the other");
        assertThat(registry.questions).hasSize(3);

        now = now.plusSeconds(10);
        registry.failing = false;

        assertThat(tags(of("b"))).containsExactly("1.0.0");
        assertThat(tags(of("a"))).containsExactly("1.0.0");
    }

    @Test
    void theWhileGrowsWithEachTrialThatFails() {
        registry.failing = true;
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> tags(of("a"))).isNotNull();
        }
        for (int trial = 0; trial < 8; trial++) {
            int asked = registry.questions.size();
            Duration begun = now;
            while (registry.questions.size() == asked) {
                now = now.plusSeconds(1);
                assertThatThrownBy(() -> tags(of("a"))).isNotNull();
            }
            waits.add(now.minus(begun).toSeconds());
        }

        assertThat(waits.get(0)).isLessThanOrEqualTo(11);
        assertThat(waits.get(4)).isGreaterThan(waits.get(0) + 20);
        assertThat(waits).allMatch(wait -> wait <= 301);
    }

    @Test
    void aRefusalIsNoReasonToLeaveARegistryAlone() {
        registry.refusing = true;
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> tags(of("a"))).hasMessageContaining("may not");
        }

        assertThat(registry.questions).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void whatIsPackedIsWhatItWas(long seed) {
        Random random = new Random(seed);
        List<TagInfo> all =
                IntStream.range(0, 300).mapToObj(n -> any(random, n)).toList();
        PackedTags packed = new PackedTags();
        all.forEach(packed::add);
        packed.trim();

        List<TagInfo> read = new ArrayList<>();
        for (int at = 0; at < packed.end(); ) {
            PackedTags.Read one = packed.read(at);
            read.add(one.info());
            at = one.next();
        }

        assertThat(read).as("seed " + seed).isEqualTo(all);
        assertThat(packed.weight() / packed.size()).isLessThan(200);
    }

    private static TagInfo any(Random random, int n) {
        String hex = "0123456789abcdef".repeat(8);
        Optional<Digest> digest = switch (random.nextInt(4)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new Digest("sha512", hex));
            case 2 -> Optional.of(new Digest("multihash+x", "AbCdEf0123".repeat(5)));
            default -> Optional.of(new Digest("sha256", hex.substring(64)));
        };
        String tag = random.nextBoolean() ? "t".repeat(120) + n : "v" + n;
        return new TagInfo(Tag.of(tag), digest, time(random), time(random));
    }

    private static Optional<Instant> time(Random random) {
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
    }

    /** A registry that notes what it is asked; newest first, as ACR is. */
    private static final class Scripted implements Registries, Registry {
        private final List<TagInfo> tags = new ArrayList<>();
        private final List<String> questions = java.util.Collections.synchronizedList(new ArrayList<>());
        private int pageSize = 1000;
        private boolean digests = true;
        private boolean failing;
        private boolean refusing;
        private String hidden = "";
        private int pushes;

        void push(String... names) {
            for (String name : names) {
                tags.add(0, info(name));
            }
        }

        void move(String name) {
            remove(name);
            push(name);
        }

        void remove(String name) {
            tags.removeIf(info -> info.tag().value().equals(name));
        }

        private TagInfo info(String name) {
            Instant time = Instant.ofEpochSecond(++pushes);
            Digest digest = new Digest("sha256", "%064x".formatted(pushes));
            return digests
                    ? new TagInfo(Tag.of(name), Optional.of(digest), Optional.of(time), Optional.of(time))
                    : TagInfo.of(Tag.of(name));
        }

        Optional<TagInfo> find(String name) {
            return tags.stream().filter(info -> info.tag().value().equals(name)).findFirst();
        }

        private void ask(String question) {
            questions.add(question);
            Problem problem = new Problem("contoso.azurecr.io", refusing ? "it may not" : "the registry fails", "");
            if (refusing) {
                throw new RegistryException(RegistryException.Kind.FORBIDDEN, problem, 403, List.of(), null);
            }
            if (failing) {
                throw new RegistryException(RegistryException.Kind.SERVER, problem, 500, List.of(), null);
            }
        }

        @Override
        public TagListing tags(ImageName image) {
            return new TagListing() {
                @Override
                public boolean newestFirst() {
                    return true;
                }

                @Override
                public Iterator<TagInfo> iterator() {
                    List<TagInfo> listed = tags.stream()
                            .filter(info -> !info.tag().value().equals(hidden))
                            .toList();
                    return new Iterator<>() {
                        private int next;
                        private int fetched;

                        @Override
                        public boolean hasNext() {
                            if (next >= fetched && (fetched == 0 || fetched < listed.size())) {
                                ask("page " + next);
                                fetched = next + pageSize;
                            }
                            return next < listed.size();
                        }

                        @Override
                        public TagInfo next() {
                            if (!hasNext()) {
                                throw new java.util.NoSuchElementException();
                            }
                            return listed.get(next++);
                        }
                    };
                }
            };
        }

        @Override
        public Optional<TagInfo> find(ImageName image, Tag tag) {
            ask("find " + tag);
            return find(tag.value());
        }

        @Override
        public ImageDetails details(ImageName image, String tagOrDigest) {
            ask("details " + tagOrDigest);
            return new ImageDetails(new Digest("sha256", "0".repeat(64)), Optional.empty(), List.of(), Map.of());
        }

        @Override
        public Registry forImage(ImageName image) {
            return this;
        }

        @Override
        public RegistryProbe probe(String host) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegistryProbe probe(ImageName image) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String host() {
            return "contoso.azurecr.io";
        }

        @Override
        public void close() {}
    }
}
