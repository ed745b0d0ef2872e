package dev.fairlead.configrepo;

import java.util.List;
import java.util.Locale;

/** What servers say when somebody else moved a ref, or holds its lock, between the advertisement and the push. */
final class RaceWords {
    private static final List<String> RACE = List.of(
            // git receive-pack, and what is built on it: GitHub, Gitea, Forgejo
            "cannot lock ref",
            "file exists", // Unable to create '…/main.lock': File exists
            "but expected",
            "failed to lock",
            "failed to update ref",
            "reference already exists",
            "atomic transaction failed",
            "fetch first",
            "stale info",
            "incorrect old value provided", // GitLab (kargo#3071, #5286)
            "already been updated by another client", // Azure DevOps, TF401028
            "lock failure", // JGit, so Gerrit
            "could not lock");

    /** With these it fails each time, whatever else is said. */
    private static final List<String> NO_RACE =
            List.of("exists; cannot create", "permission denied", "no space left", "read-only file system");

    private RaceWords() {}

    static boolean saidIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return RACE.stream().anyMatch(lower::contains) && NO_RACE.stream().noneMatch(lower::contains);
    }
}
