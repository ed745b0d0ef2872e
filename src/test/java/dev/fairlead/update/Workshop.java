package dev.fairlead.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.configrepo.BareRepo;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitCredentials;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.configrepo.RepoSettings;
import dev.fairlead.configrepo.RetryPolicy;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.update.config.ImageStyle;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.UpdateEntry;
import dev.fairlead.update.config.delivery.DeliverySettings;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.ItemReport;
import dev.fairlead.update.report.UpdateReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.revwalk.RevCommit;

/** A bare config repository with its local forge and a registry in memory: what the tests of runs work on. */
final class Workshop implements AutoCloseable {
    static final String API = "contoso.azurecr.io/shop/api";
    static final String WEB = "contoso.azurecr.io/shop/web";

    /** Where minutes are counted from; it is four hours later when the work begins. */
    static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");

    final FakeRegistry registry = new FakeRegistry();
    final BareRepo remote;
    final Forge forge;
    final ConfigRepo repo;
    private final Path folder;
    private int clones;
    private Instant now = MORNING.plus(Duration.ofHours(4));

    Workshop(Path folder) {
        this.folder = folder;
        try {
            remote = BareRepo.create(folder.resolve("config.git"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        forge = Forges.open(
                remote.folder().toString(), ForgeSettings.of(Map.of()).withClock(clock()));
        repo = mirror("cache");
    }

    /** On a repository that is there, in {@code config.git}, and whose pull requests live elsewhere. */
    Workshop(Path folder, Forge forge) {
        this.folder = folder;
        this.forge = forge;
        try {
            remote = BareRepo.open(folder.resolve("config.git"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        repo = mirror("cache");
    }

    private ConfigRepo mirror(String cache) {
        return ConfigRepo.open(
                RepoLocation.ofPath(remote.folder()), GitCredentials.none(), RepoSettings.in(folder.resolve(cache)));
    }

    /** The mirror of another runner. */
    ConfigRepo anotherMirror() {
        return mirror("cache-" + ++clones);
    }

    /**
     * A repository whose entry {@code shop} keeps {@link #API} in {@code apps} at {@code semver:^1}: version 1.0.0 of it is
     * there, and nothing newer in the registry.
     *
     * @param more further lines of the configuration
     */
    static Workshop shop(Path folder, String... more) {
        return new Workshop(folder).stocked(more);
    }

    Workshop stocked(String... more) {
        setTime(minute(0));
        commit(
                "main",
                Map.of("fairlead.yaml", shopConfig(more), "apps/api.yaml", deployment("api", API + ":1.0.0")),
                "start");
        registry.push(API, "1.0.0", minute(-60));
        setTime(minute(10));
        return this;
    }

    static String shopConfig(String... more) {
        return config("""
                updates:
                  - name: shop
                    image: %s
                    select: semver:^1
                    paths: [apps]
                """.formatted(API)) + String.join("", more);
    }

    /** A new version is pushed a minute ago, and a run hears of it. */
    UpdateReport pushAndRun(String image, String tag) {
        registry.push(image, tag, now.minus(Duration.ofMinutes(1)));
        return run();
    }

    UpdateReport release(String what) {
        return run(UpdateRequest.configured().releasing(Release.parse(what)));
    }

    /** Minutes after the morning. */
    static Instant minute(int minutes) {
        return MORNING.plus(Duration.ofMinutes(minutes));
    }

    static String deployment(String name, String image) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %s
                spec:
                  template:
                    spec:
                      containers:
                        - name: %s
                          image: %s # keep me
                """.formatted(name, name, image);
    }

    static String config(String updates) {
        return "apiVersion: fairlead.dev/v1\nkind: UpdateConfig\n" + updates;
    }

    /** A person's commit onto a branch: these files are as given, and the others stay. */
    String commit(String branch, Map<String, String> files, String message) {
        try {
            Map<String, String> all = new TreeMap<>();
            if (!remote.head("refs/heads/" + branch).isEmpty()) {
                remote.files("refs/heads/" + branch)
                        .forEach((path, content) -> all.put(path, content.substring(content.indexOf(' ') + 1)));
            }
            all.putAll(files);
            return remote.commitAt(branch, all, message, now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody with a clone of the repository. */
    Person person() {
        return Person.clone(remote.folder(), folder.resolve("clone-" + ++clones), clock());
    }

    /** A clock that stands where the test has put it. */
    Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    UpdateEnvironment environment() {
        return environment(repo);
    }

    UpdateEnvironment environment(ConfigRepo mirror) {
        return UpdateEnvironment.of(mirror, forge, RegistryAccess.of(registry))
                .withClock(clock())
                .withRaces(RetryPolicy.until(Duration.ofMinutes(2)));
    }

    void setTime(Instant moment) {
        now = moment;
    }

    /** Time passes. */
    void later(Duration time) {
        now = now.plus(time);
    }

    UpdateReport run() {
        return Updates.run(UpdateRequest.configured(), environment());
    }

    UpdateReport run(UpdateRequest request) {
        return Updates.run(request, environment());
    }

    /** A run by arguments for a build's image. */
    UpdateReport tell(String reference, String... paths) {
        return run(told(reference, paths));
    }

    static UpdateRequest told(String reference, String... paths) {
        return UpdateRequest.ofEntry(argument(reference, DeliverySettings.DEFAULT, paths))
                .telling(List.of(ImageReference.parse(reference)));
    }

    static UpdateEntry argument(String reference, DeliverySettings delivery, String... paths) {
        ImageName image = ImageReference.parse(reference).name();
        return ArgumentEntry.of(
                List.of(image),
                Optional.empty(),
                ImageStyle.DEFAULT,
                Scope.of(List.of(paths)),
                Optional.empty(),
                delivery);
    }

    /** What a file holds on a branch. */
    String file(String branch, String path) {
        try {
            String content = remote.files("refs/heads/" + branch).get(path);
            return content == null ? "" : content.substring(content.indexOf(' ') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tag of the only image in a file. */
    String tag(String branch, String path) {
        String line = file(branch, path)
                .lines()
                .filter(text -> text.contains("image: "))
                .findFirst()
                .orElse("");
        String reference = line.substring(line.indexOf("image: ") + 7).split(" ", -1)[0];
        return reference.substring(reference.lastIndexOf(':') + 1);
    }

    String head(String branch) {
        try {
            return remote.head("refs/heads/" + branch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<RevCommit> log(String branch) {
        try {
            return remote.log("refs/heads/" + branch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<PullRequest> openPull() {
        List<PullRequest> open = forge.find(PullRequestQuery.open());
        assertThat(open).hasSizeLessThan(2);
        return open.stream().findFirst();
    }

    List<PullRequest> pulls() {
        return forge.find(PullRequestQuery.all());
    }

    PullRequest onlyPull() {
        assertThat(pulls()).hasSize(1);
        return pulls().get(0);
    }

    PullRequest merge(PullRequest pull, MergeMethod method) {
        return forge.merge(pull.id(), MergeRequest.by(method));
    }

    /** Every ref of the remote: two equal answers mean that nothing was written between them. */
    Map<String, String> refs() {
        try {
            Map<String, String> refs = new HashMap<>();
            for (var ref : remote.jgit().getRefDatabase().getRefsByPrefix("refs/")) {
                refs.put(ref.getName(), ref.getObjectId().name());
            }
            return refs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GroupReport only(UpdateReport report) {
        assertThat(report.groups()).hasSize(1);
        return report.groups().get(0);
    }

    static ItemReport onlyItem(UpdateReport report) {
        assertThat(only(report).items()).hasSize(1);
        return only(report).items().get(0);
    }

    @Override
    public void close() {
        repo.close();
        forge.close();
        remote.close();
    }
}
