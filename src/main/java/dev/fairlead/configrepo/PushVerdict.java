package dev.fairlead.configrepo;

import dev.fairlead.configrepo.PushResult.RefOutcome;
import dev.fairlead.configrepo.PushResult.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides from what a remote said, and from what its refs hold afterwards, how each update ended. What a ref holds is
 * stronger than any words.
 *
 * @param said the remote's words on each ref that it did not change, without secrets
 * @param now what the refs hold, read after the words
 */
record PushVerdict(Map<String, String> said, Map<String, GitId> now) {

    PushResult on(List<RefUpdate> updates) {
        return new PushResult(updates.stream().map(this::on).toList());
    }

    private RefOutcome on(RefUpdate update) {
        Optional<GitId> holds = Optional.ofNullable(now.get(update.ref()));
        String words = said.getOrDefault(update.ref(), "");
        if (holds.equals(update.target())) {
            return new RefOutcome(update.ref(), Status.LANDED, "");
        }
        if (!holds.equals(update.expected())) {
            return new RefOutcome(update.ref(), Status.LOST_RACE, words.isEmpty() ? at(holds) : words);
        }
        if (words.isEmpty() || isCollateral(update.ref(), words)) {
            return new RefOutcome(update.ref(), Status.NOT_TRIED, "another ref of the same push was not changed");
        }
        return new RefOutcome(update.ref(), RaceWords.saidIn(words) ? Status.LOST_RACE : Status.REJECTED, words);
    }

    /** Refused only because the push was atomic and another ref was refused for a reason of its own. */
    private boolean isCollateral(String ref, String words) {
        return isAtomic(words)
                && said.entrySet().stream()
                        .anyMatch(other -> !other.getKey().equals(ref) && !isAtomic(other.getValue()));
    }

    private static boolean isAtomic(String words) {
        return words.startsWith("atomic push fail") || words.startsWith("transaction aborted");
    }

    private static String at(Optional<GitId> now) {
        return now.map(id -> "it is at " + id.abbreviated() + " now").orElse("it is not there");
    }
}
