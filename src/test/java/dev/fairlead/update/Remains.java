package dev.fairlead.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.configrepo.BareRepo;
import dev.fairlead.configrepo.Tools;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * What runs leave in a repository, as far as people see it: without times and the ids that follow from them.
 *
 * @param branches of each branch its files and the messages of its commits
 * @param pulls everything that a pull request says
 * @param comments of each pull request
 * @param refs every name
 */
record Remains(
        Map<String, List<Object>> branches,
        List<List<Object>> pulls,
        Map<String, List<String>> comments,
        List<String> refs) {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    static Remains of(Path folder) throws IOException {
        Map<String, List<Object>> branches = new TreeMap<>();
        Map<String, List<String>> comments = new TreeMap<>();
        try (BareRepo remote = BareRepo.open(folder);
                Forge forge = Forges.open(folder.toString(), ForgeSettings.of(Map.of()))) {
            List<PullRequest> found = forge.find(PullRequestQuery.all());
            for (String ref : refs(folder).keySet()) {
                if (ref.startsWith("refs/heads/")) {
                    List<String> messages = remote.log(ref).stream()
                            .map(RevCommit::getFullMessage)
                            .toList();
                    branches.put(ref, List.of(remote.files(ref), messages));
                }
            }
            for (PullRequest pull : found) {
                comments.put(
                        pull.id(),
                        forge.comments(pull.id()).stream()
                                .map(comment -> comment.body())
                                .toList());
            }
            return new Remains(
                    branches,
                    found.stream().map(pull -> words(pull, remote)).toList(),
                    comments,
                    List.copyOf(refs(folder).keySet()));
        }
    }

    private static List<Object> words(PullRequest pull, BareRepo remote) {
        String marker = pull.marker().orElse("");
        return List.of(
                pull.title(),
                pull.body(),
                pull.state(),
                pull.head(),
                pull.base(),
                pull.draft(),
                pull.labels(),
                pull.reviewers(),
                pull.assignees(),
                pull.mergeCommit().isPresent(),
                "of its head: " + marker.contains("head=" + pull.headCommit()),
                COMMIT.matcher(marker).replaceAll("COMMIT"));
    }

    static Map<String, String> refs(Path folder) throws IOException {
        Map<String, String> refs = new TreeMap<>();
        try (BareRepo remote = BareRepo.open(folder)) {
            for (var ref : remote.jgit().getRefDatabase().getRefsByPrefix("refs/")) {
                refs.put(ref.getName(), ref.getObjectId().name());
            }
        }
        return refs;
    }

    /** Whether git finds the repository whole, and no lock is left in it. */
    static void assertSound(Path folder) throws Exception {
        Tools.run(folder, "git", "--git-dir=" + folder, "fsck", "--strict", "--full", "--no-dangling");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(Path::toString).filter(name -> name.endsWith(".lock")))
                    .isEmpty();
        }
    }
}
