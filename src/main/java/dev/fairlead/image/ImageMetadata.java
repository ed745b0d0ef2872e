package dev.fairlead.image;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a build knows of the image that it makes, from its Git work tree and its CI.
 *
 * @param system the CI, in its own spelling
 * @param commit the full ID of the commit that is built
 * @param branch the branch that is built; of a pull request, the one it comes from
 * @param gitTags the Git tags of the commit, the one that the CI builds or the highest version first
 * @param pullRequest the pull request that is built: its number or, where that is not told, its branch
 * @param buildNumber counts the builds of the CI
 * @param buildUrl where a person can look at the build
 * @param source the URL of the repository, without credentials
 * @param dirty whether tracked files differ from the commit
 * @param time of the build: {@code SOURCE_DATE_EPOCH} where that is set, else now; whole seconds
 * @param notes what a person should know: facts that contradict each other, and which was believed
 */
public record ImageMetadata(
        Optional<String> system,
        Optional<String> commit,
        Optional<String> branch,
        List<String> gitTags,
        Optional<String> pullRequest,
        Optional<String> buildNumber,
        Optional<String> buildUrl,
        Optional<String> source,
        boolean dirty,
        Instant time,
        List<String> notes) {
    private static final String EPOCH = "SOURCE_DATE_EPOCH";

    public ImageMetadata {
        gitTags = List.copyOf(gitTags);
        notes = List.copyOf(notes);
    }

    /**
     * Reads a folder's Git work tree, if it is in one, and the environment.
     *
     * @param environment the process's environment variables
     * @param now the time of the build where {@code SOURCE_DATE_EPOCH} does not set it
     * @throws FairleadException if there is a Git repository that cannot be read, or {@code SOURCE_DATE_EPOCH} is no time
     */
    public static ImageMetadata read(Path folder, Map<String, String> environment, Instant now) {
        BuildEnvironment ci = BuildEnvironments.read(environment);
        return merge(ci, GitWorkTree.read(folder, ci.commit()), time(environment, now));
    }

    /** The work tree is what is built, so its commit counts; what the CI tells of refs counts if it means this repository. */
    private static ImageMetadata merge(BuildEnvironment ci, Optional<GitFacts> git, Instant time) {
        List<String> notes = new ArrayList<>();
        boolean sameRepository = git.isEmpty()
                || ci.commit().isEmpty()
                || git.get().ciCommits().contains(ci.commit().get());
        if (!sameRepository) {
            notes.add("the environment's commit " + ci.commit().orElse("")
                    + " is not in this repository, so its branch, tag and pull request are left aside");
        } else if (git.isPresent()
                && ci.commit().isPresent()
                && !ci.commit().get().equals(git.get().commit())) {
            notes.add("the environment says that " + ci.commit().get() + " is built, the work tree holds "
                    + git.get().commit() + ": the work tree is believed");
        }
        return new ImageMetadata(
                ci.system(),
                git.map(GitFacts::commit).or(ci::commit),
                ci.branch()
                        .filter(branch -> sameRepository)
                        .or(() -> hasRef(ci, sameRepository) ? Optional.empty() : git.flatMap(GitFacts::branch)),
                tags(
                        ci.tag().filter(tag -> sameRepository),
                        git.map(GitFacts::tags).orElse(List.of())),
                ci.pullRequest().filter(number -> sameRepository),
                ci.buildNumber(),
                ci.buildUrl().flatMap(ImageMetadata::withoutCredentials),
                git.flatMap(GitFacts::remote)
                        .flatMap(SourceUrl::of)
                        .or(() -> ci.source().flatMap(SourceUrl::of)),
                git.map(GitFacts::dirty).orElse(false),
                time,
                notes);
    }

    /** Whether the CI says that it builds a tag or a pull request: then no branch is guessed from the repository. */
    private static boolean hasRef(BuildEnvironment ci, boolean sameRepository) {
        return sameRepository && (ci.tag().isPresent() || ci.pullRequest().isPresent());
    }

    private static Optional<String> withoutCredentials(String url) {
        return Optional.of(url.replaceFirst("^(https?://)[^@/]*@", "$1"));
    }

    private static List<String> tags(Optional<String> built, List<String> atHead) {
        List<String> tags = new ArrayList<>(atHead);
        built.ifPresent(tags::remove);
        tags.sort(Comparator.comparing((String tag) -> GitVersion.of(tag).isPresent())
                .thenComparing(GitVersion::compare)
                .reversed());
        built.ifPresent(tag -> tags.add(0, tag));
        return tags;
    }

    private static Instant time(Map<String, String> environment, Instant now) {
        String epoch = environment.getOrDefault(EPOCH, "").strip();
        if (epoch.isEmpty()) {
            return Instant.ofEpochSecond(now.getEpochSecond());
        }
        if (!epoch.matches("\\d{1,11}")) {
            throw new FairleadException(new Problem(
                    EPOCH,
                    "'" + Grammar.shown(epoch) + "' is no time in seconds",
                    "set it as git log -1 --pretty=%ct prints it"));
        }
        return Instant.ofEpochSecond(Long.parseLong(epoch));
    }

    /** The version that the first Git tag with one names, without {@code v}: {@code 1.4.0} of {@code app/v1.4.0}. */
    public Optional<String> version() {
        return gitTags.stream().flatMap(tag -> GitVersion.of(tag).stream()).findFirst();
    }

    /**
     * What a tag calls the line of work: the branch, or {@code pr-} and the number of a pull request. A pull request never
     * takes its branch's name, because a stranger's branch may be called {@code main}.
     */
    public Optional<String> line() {
        return pullRequest.map(number -> "pr-" + number).or(this::branch);
    }
}
