package dev.fairlead.configrepo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A commit as history tells it, without its files.
 *
 * @param id its id
 * @param parents its parents' ids, also where the history that was fetched ends
 * @param tree its tree's id
 * @param author who made the change
 * @param committer who wrote the commit
 * @param time when it was committed
 * @param message the whole message
 */
public record CommitInfo(
        GitId id, List<GitId> parents, GitId tree, Identity author, Identity committer, Instant time, String message) {

    /** The message's first line. */
    public String subject() {
        return message.lines().findFirst().orElse("");
    }

    /** The value of the last trailer with this key (whatever its case) in the message's last paragraph. */
    public Optional<String> trailer(String key) {
        String[] paragraphs = message.strip().split("\\n\\s*\\n", -1);
        if (paragraphs.length < 2) {
            return Optional.empty();
        }
        return paragraphs[paragraphs.length - 1]
                .lines()
                .filter(line -> line.regionMatches(true, 0, key + ":", 0, key.length() + 1))
                .map(line -> line.substring(key.length() + 1).strip())
                .reduce((first, second) -> second);
    }
}
