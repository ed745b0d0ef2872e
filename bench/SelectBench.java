import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.TagListing;
import dev.fairlead.selection.Extract;
import dev.fairlead.selection.SelectionRequest;
import dev.fairlead.selection.Selections;
import dev.fairlead.selection.Selector;
import dev.fairlead.selection.TagFilter;
import dev.fairlead.selection.TagPattern;
import dev.fairlead.selection.TagPolicy;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Selection over many tags, after their transfer: the first run of a process and the median of warm runs, against one pass
 * that only takes the greatest name. Run with a small heap: {@code java -Xmx128m -cp 'target/fairlead/lib/*'
 * bench/SelectBench.java 100000}.
 */
final class SelectBench {
    private static final ImageName IMAGE = ImageName.parse("bench.example/team/app");
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int WARM_RUNS = 15;

    private record Case(String name, Selector selector, IntFunction<String> tag) {}

    public static void main(String[] args) {
        int count = args.length == 0 ? 100_000 : Integer.parseInt(args[0]);
        IntFunction<String> versions = i -> (i * 7919L % 40) + "." + (i % 250) + "." + (i / 40) + (i % 5 == 0 ? "-rc." + i : "");
        IntFunction<String> stamped =
                i -> (i % 3 == 0 ? "prod-" : "main-") + String.format("%07x", i * 2654435761L & 0xFFFFFFF) + "-" + (20240101000000L + i);
        TagFilter stamp = TagFilter.none().extracting(Extract.parse("^main-[0-9a-f]{7}-(?P<ts>[0-9]+)$"));
        List<Case> cases = List.of(
                new Case("semver:^12", Selector.of(TagPolicy.parse("semver:^12")), versions),
                new Case("semver:>=1.0.0-0, two patterns", new Selector(
                        TagPolicy.parse("semver:>=1.0.0-0"),
                        TagFilter.none().including(TagPattern.parse("^[0-9]")).excluding(TagPattern.glob("*-rc.*"))), versions),
                new Case("numeric with extract", new Selector(TagPolicy.parse("numeric"), stamp), stamped),
                new Case("alphabetical", Selector.of(TagPolicy.parse("alphabetical")), stamped),
                new Case("newest, listing by name", Selector.of(TagPolicy.parse("newest")), stamped));
        for (Case each : cases) {
            measure(each, count);
        }
        explain(cases.get(0), count);
        System.out.printf(Locale.ROOT, "  live heap while streaming %,d tags: %d MB (limit of this JVM: %d MB)%n",
                count, liveWhileStreaming(cases.get(2), count), Runtime.getRuntime().maxMemory() >> 20);
    }

    private static void measure(Case each, int count) {
        List<TagInfo> tags = IntStream.range(0, count).mapToObj(i -> info(each, i)).toList();
        Listed registry = new Listed(tags);
        SelectionRequest request = SelectionRequest.of(IMAGE, each.selector, START).holding(List.of(tags.get(1).tag()));
        double first = millis(() -> Selections.select(request, registry));
        double warm = median(() -> Selections.select(request, registry));
        double floor = median(() -> greatestName(tags));
        print(each.name, first, warm, floor);
    }

    private static void explain(Case each, int count) {
        List<TagInfo> tags = IntStream.range(0, count).mapToObj(i -> info(each, i)).toList();
        SelectionRequest request = SelectionRequest.of(IMAGE, each.selector, START).explained();
        Listed registry = new Listed(tags);
        double first = millis(() -> Selections.select(request, registry));
        print(each.name + " --explain", first, median(() -> Selections.select(request, registry)), median(() -> greatestName(tags)));
    }

    private static void print(String name, double first, double warm, double floor) {
        System.out.printf(Locale.ROOT, "  %-58s %9.3f ms   greatest name %7.3f ms   ratio %6.2f   first run %7.1f ms   (bound: 100 ms)%n",
                name, warm, floor, warm / floor, first);
    }

    private static TagInfo info(Case each, int i) {
        Instant time = START.plusSeconds(i);
        return new TagInfo(Tag.of(each.tag.apply(i)), Optional.empty(), Optional.of(time), Optional.of(time));
    }

    private static Object greatestName(List<TagInfo> tags) {
        String greatest = "";
        for (TagInfo info : tags) {
            greatest = info.tag().value().compareTo(greatest) > 0 ? info.tag().value() : greatest;
        }
        return greatest;
    }

    /** What is alive at the last tag when nobody else holds the tags, as when pages come from a registry. */
    private static long liveWhileStreaming(Case each, int count) {
        long[] live = new long[1];
        Iterable<TagInfo> stream = () -> IntStream.range(0, count)
                .mapToObj(i -> {
                    if (i == count - 1) {
                        System.gc();
                        live[0] = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
                    }
                    return info(each, i);
                })
                .iterator();
        Selections.select(SelectionRequest.of(IMAGE, each.selector, START), new Listed(stream));
        return live[0];
    }

    private static double median(Runnable work) {
        double[] times = new double[WARM_RUNS];
        for (int i = 0; i < WARM_RUNS; i++) {
            times[i] = millis(work);
        }
        Arrays.sort(times);
        return times[WARM_RUNS / 2];
    }

    /** The thread's own time, so that what else runs on the machine does not count. */
    private static double millis(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        return (threads.getCurrentThreadCpuTime() - start) / 1e6;
    }

    /** A registry whose tags are in memory already. */
    private record Listed(Iterable<TagInfo> tags) implements Registry {
        @Override
        public String host() {
            return IMAGE.registry();
        }

        @Override
        public TagListing tags(ImageName image) {
            return new TagListing() {
                @Override
                public boolean newestFirst() {
                    return false;
                }

                @Override
                public Iterator<TagInfo> iterator() {
                    return tags.iterator();
                }
            };
        }

        @Override
        public Optional<TagInfo> find(ImageName image, Tag tag) {
            return Optional.of(new TagInfo(tag, Optional.empty(), Optional.of(START), Optional.of(START)));
        }

        @Override
        public ImageDetails details(ImageName image, String tagOrDigest) {
            throw new UnsupportedOperationException("no policy here asks for details");
        }

        @Override
        public void close() {}
    }
}
