package dev.fairlead.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import dev.fairlead.service.GiteaServer;
import dev.fairlead.service.Weather;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two bots, each with a repository of its own at a real Gitea, see the same pushes and the same people; one of them works
 * in a storm: registry, forge and disk fail it, names do not resolve, the clock is moved, and it is killed. When the storm
 * is over, everything that people see of its repository is what the other bot made of the other one.
 *
 * <p>{@code -Dfairlead.storm.minutes=15} makes it long, with every trouble alone first; less lasts as long with troubles mixed, and
 * without it a few at once are tried for about a minute.
 */
@Tag("service")
@Timeout(2400)
class StormTest {
    private static final List<String> IMAGES = List.of("shop/api", "shop/web", "bank/ledger");
    private static final int SETTLING_SECONDS = 240;
    private static final int ALONE_MINUTES = 15;

    /** What goes wrong with the second bot. */
    enum Trouble {
        REGISTRY_TOO_MANY,
        REGISTRY_BROKEN,
        REGISTRY_SLOW,
        REGISTRY_CUT,
        FORGE_BAD_GATEWAY,
        FORGE_SECONDARY_LIMIT,
        FORGE_CUT,
        FORGE_LOST_ANSWER,
        GIT_BROKEN,
        GIT_LOST_ANSWER,
        PUSH_REJECTED,
        NAMES_GONE,
        DISK_FULL,
        CLOCK_MOVED,
        KILLED
    }

    @TempDir
    Path temp;

    private final long seed = Long.getLong("fairlead.storm.seed", 20261123L);
    private final Random random = new Random(seed);
    private final Map<String, Integer> newest = new TreeMap<>();
    private final Map<Trouble, Integer> seen = new TreeMap<>();
    private final List<Integer> hit = new ArrayList<>();
    private EmbeddedRegistry registry;
    private Weather registryWeather;
    private Weather giteaWeather;
    private House calm;
    private House stormy;
    private Path names;
    private Path clock;
    private Path disk;
    private boolean ownDisk;
    private boolean ownClock;

    @BeforeEach
    void open() throws Exception {
        GiteaServer server = GiteaServer.get();
        registry = EmbeddedRegistry.start(Options.open());
        registryWeather = new Weather(URI.create("http://" + registry.host()), seed);
        giteaWeather = new Weather(server.url("/"), seed);
        names = temp.resolve("hosts");
        clock = temp.resolve("clock");
        disk = Files.createDirectories(temp.resolve("disk"));
        resolve(true);
        IMAGES.forEach(image -> push(image, 0));
        String gitea = server.url("/").getAuthority();
        calm = new House(temp.resolve("calm"), registry.host(), gitea, server);
        stormy = new House(
                        temp.resolve("stormy"),
                        "localhost:" + registryWeather.port(),
                        "localhost:" + giteaWeather.port(),
                        server)
                .with("FAIRLEAD_CACHE", disk.toString())
                .option("-Djdk.net.hosts.file=" + names)
                .option("-Dsun.net.inetaddr.ttl=1")
                .option("-Dsun.net.inetaddr.negative.ttl=1");
        ownDisk = mounted();
        ownClock = moved();
        for (House house : List.of(calm, stormy)) {
            house.fill(files());
            house.start();
        }
    }

    @AfterEach
    void close() throws Exception {
        calm.close();
        stormy.close();
        if (ownDisk) {
            new ProcessBuilder("umount", disk.toString()).start().waitFor();
        }
        registryWeather.close();
        giteaWeather.close();
        registry.close();
    }

    private static Map<String, String> files() {
        Map<String, String> files = new HashMap<>();
        files.put("fairlead.yaml", """
                apiVersion: fairlead.dev/v1
                kind: UpdateConfig
                updates:
                  - {name: shop, images: [REGISTRY/shop/api, REGISTRY/shop/web], select: 'semver:^1', paths: shop}
                  - name: bank
                    image: REGISTRY/bank/ledger
                    select: semver:^1
                    paths: bank
                    pullRequest: {labels: [images], reviewers: [grace]}
                """);
        for (String image : IMAGES) {
            files.put(image + ".yaml", "spec:\n  image: REGISTRY/" + image + ":1.0.0 # kept\n");
        }
        return files;
    }

    /** A file system of its own for the mirrors, small enough to be filled; only root may have one. */
    private boolean mounted() throws IOException, InterruptedException {
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=24m", "fairlead-storm", disk.toString())
                .redirectErrorStream(true)
                .start();
        return mount.waitFor(10, TimeUnit.SECONDS) && mount.exitValue() == 0;
    }

    /** A clock on the wall of its own, where a C compiler can build what moves it; the monotonic one goes on as it is. */
    private boolean moved() throws IOException, InterruptedException {
        Path library = temp.resolve("moved-clock.so");
        Path source = Path.of("src/test/native/moved-clock.c");
        try {
            Process compiler = new ProcessBuilder(
                            "cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString(), "-ldl")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!compiler.waitFor(60, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
                return false;
            }
        } catch (IOException noCompiler) {
            return false;
        }
        moveClock(0);
        stormy.with("LD_PRELOAD", library.toString()).with("MOVED_CLOCK", clock.toString());
        return true;
    }

    /** Written in place: the process has the file mapped. */
    private void moveClock(int days) throws IOException {
        ByteBuffer seconds = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(TimeUnit.DAYS.toSeconds(days))
                .flip();
        try (FileChannel file = FileChannel.open(clock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(seconds, 0);
        }
    }

    private void resolve(boolean known) throws IOException {
        Files.writeString(names, known ? "127.0.0.1 localhost\n" : "127.0.0.1 nobody\n");
    }

    private void push(String image, int minor) {
        registry.pushImage(image, "1." + minor + ".0", Map.of("minor", "" + minor), BotYard.BUILT);
        newest.put(image, minor);
    }

    private void pushOne() {
        String image = IMAGES.get(random.nextInt(IMAGES.size()));
        push(image, newest.get(image) + 1);
        List.of(calm, stormy).forEach(house -> house.hear(image));
    }

    @Test
    void afterAStormTheRepositoryIsAsIfNothingHadBeen() throws Exception {
        long minutes = Long.getLong("fairlead.storm.minutes", 0);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
        List<Trouble> possible = possible();
        IMAGES.forEach(image -> push(image, 1));
        atWork(calm);
        atWork(stormy);
        settle("before the storm");
        if (minutes >= ALONE_MINUTES) {
            for (Trouble trouble : possible) {
                endure(EnumSet.of(trouble));
            }
        }
        do {
            endure(some(possible));
        } while (System.nanoTime() < end);

        assertThat(hit).as("there was a storm").anyMatch(requests -> requests > 0);
        List<String> last = stormy.picture();
        Thread.sleep(12_000);
        assertThat(stormy.picture()).as("a further look changes nothing").isEqualTo(last);
        System.out.println("storm: " + seen + ", pushed " + newest + " (seed " + seed + ")");
    }

    private static void atWork(House house) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLING_SECONDS);
        while (house.open().size() < 2) {
            assertThat(System.nanoTime()).as(house::lastWords).isLessThan(end);
            Thread.sleep(500);
        }
    }

    private List<Trouble> possible() {
        List<Trouble> all = new ArrayList<>(Arrays.asList(Trouble.values()));
        if (!ownDisk) {
            System.out.println("storm: the disk is never full, since only root may mount one");
            all.remove(Trouble.DISK_FULL);
        }
        if (!ownClock) {
            System.out.println("storm: the clock is never moved, since there is no C compiler");
            all.remove(Trouble.CLOCK_MOVED);
        }
        return all;
    }

    private Set<Trouble> some(List<Trouble> possible) {
        Set<Trouble> some = EnumSet.noneOf(Trouble.class);
        while (some.size() < 5) {
            some.add(possible.get(random.nextInt(possible.size())));
        }
        return some;
    }

    private void endure(Set<Trouble> troubles) throws Exception {
        troubles.forEach(trouble -> seen.merge(trouble, 1, Integer::sum));
        String what = troubles + " (seed " + seed + ")";
        begin(troubles);
        try {
            for (int seconds = 0; seconds < 20; seconds++) {
                if (seconds % 4 == 0) {
                    pushOne();
                }
                if (troubles.contains(Trouble.KILLED) && random.nextInt(4) == 0) {
                    stormy.kill();
                    stormy.start();
                }
                Thread.sleep(1000);
            }
        } finally {
            pass();
        }
        int toRegistry = registryWeather.blown();
        int toForge = giteaWeather.blown();
        hit.add(toRegistry + toForge);
        System.out.printf("storm: %s hit %s requests to the registry, %s to the forge%n", what, toRegistry, toForge);
        settle(what);
        people(what);
    }

    private void begin(Set<Trouble> troubles) throws Exception {
        registryWeather.turn(faults(troubles, "REGISTRY_"), exchange -> true);
        Set<Weather.Fault> forge = faults(troubles, "FORGE_");
        Set<Weather.Fault> git = faults(troubles, "GIT_");
        Set<Weather.Fault> both = forge.isEmpty() ? git : git.isEmpty() ? forge : union(forge, git);
        giteaWeather.turn(
                both,
                exchange -> exchange.getRequestURI().getPath().startsWith("/api/") ? !forge.isEmpty() : !git.isEmpty());
        if (troubles.contains(Trouble.PUSH_REJECTED)) {
            reject();
        }
        if (troubles.contains(Trouble.NAMES_GONE)) {
            resolve(false);
        }
        if (troubles.contains(Trouble.DISK_FULL)) {
            fill();
        }
        if (troubles.contains(Trouble.CLOCK_MOVED)) {
            moveClock(random.nextBoolean() ? 400 : -400);
        }
    }

    private static Set<Weather.Fault> union(Set<Weather.Fault> some, Set<Weather.Fault> others) {
        Set<Weather.Fault> union = EnumSet.copyOf(some);
        union.addAll(others);
        return union;
    }

    private static Set<Weather.Fault> faults(Set<Trouble> troubles, String prefix) {
        return troubles.stream()
                .map(Trouble::name)
                .filter(name -> name.startsWith(prefix))
                .map(name -> Weather.Fault.valueOf(name.substring(prefix.length())))
                .collect(Collectors.toSet());
    }

    private Path hook() throws IOException {
        Path folder = stormy.folder().resolve("hooks/pre-receive.d");
        return Files.createDirectories(folder).resolve("reject");
    }

    private void reject() throws IOException {
        Files.writeString(hook(), "#!/bin/sh\necho 'the branch is frozen' >&2\nexit 1\n");
        assertThat(hook().toFile().setExecutable(true)).isTrue();
    }

    private void fill() throws IOException {
        try (var out = Files.newOutputStream(disk.resolve("filler"))) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private void pass() throws IOException {
        registryWeather.calm();
        giteaWeather.calm();
        Files.deleteIfExists(hook());
        resolve(true);
        Files.deleteIfExists(disk.resolve("filler"));
        if (ownClock) {
            moveClock(0);
        }
    }

    /** Somebody merges, closes, or lets be, in both repositories the same, while no bot is in the midst of a run. */
    private void people(String after) throws Exception {
        for (String branch : List.of("fairlead/shop", "fairlead/bank")) {
            int choice = random.nextInt(4);
            if (choice == 3) {
                continue;
            }
            for (House house : List.of(calm, stormy)) {
                if (choice == 2) {
                    house.closePull(branch);
                } else {
                    house.merge(branch);
                }
            }
            settle(after + ", and people at " + branch);
        }
    }

    /** Waits until the calm house is at rest, and the other one looks the same. */
    private void settle(String after) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLING_SECONDS);
        List<String> before = List.of();
        for (int rest = 0; rest < 2; ) {
            Thread.sleep(6_000);
            List<String> now = calm.picture();
            rest = now.equals(before) ? rest + 1 : 0;
            before = now;
        }
        while (!stormy.picture().equals(before) && System.nanoTime() < end) {
            assertThat(stormy.isAlive())
                    .as("the bot lives: " + stormy.lastWords())
                    .isTrue();
            Thread.sleep(1000);
        }
        List<String> last = stormy.picture();
        assertThat(last)
                .as(() -> "after " + after + "\n" + stormy.lastWords() + "\n")
                .containsExactlyElementsOf(before);
    }
}
