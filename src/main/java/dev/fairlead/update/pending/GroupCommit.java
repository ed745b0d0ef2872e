package dev.fairlead.update.pending;

import dev.fairlead.configrepo.CommitInfo;
import dev.fairlead.update.config.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One commit of ours: what it proposes, written as trailers under a message for people.
 *
 * @param group whose branch it is on
 * @param onBase whether its parent is a commit of the base branch, so that everything that is proposed is in it; otherwise
 *     it continues the branch, where people have committed, too
 * @param proposals everything that is pending with it
 */
public record GroupCommit(String group, boolean onBase, List<Proposal> proposals) {
    private static final String GROUP = "Fairlead-Group: ";
    private static final String UPDATE = "Fairlead-Update: ";
    private static final String SCOPE = "Fairlead-Scope: ";
    private static final String CONTINUES = "Fairlead-Continues: branch";
    private static final String SEAL = "Fairlead-Seal: ";

    public GroupCommit {
        proposals = List.copyOf(proposals);
    }

    /**
     * The whole message of the commit.
     *
     * @param text subject and body for people
     * @param trailers further {@code Key: value} lines
     * @param tree the id of its tree
     */
    public String message(String text, Map<String, String> trailers, String tree) {
        StringBuilder message = new StringBuilder(text.strip()).append("\n\n");
        new TreeMap<>(trailers)
                .forEach((key, value) ->
                        message.append(key).append(": ").append(value).append('\n'));
        message.append(GROUP).append(group).append('\n');
        Map<Scope, String> ids = ScopeLines.ids(proposals);
        ids.forEach((scope, id) -> ScopeLines.write(scope, id)
                .forEach(line -> message.append(SCOPE).append(line).append('\n')));
        proposals.forEach(proposal ->
                message.append(UPDATE).append(ProposalLine.write(proposal, ids)).append('\n'));
        if (!onBase) {
            message.append(CONTINUES).append('\n');
        }
        String seal = Seal.of(tree, message.toString());
        return message.append(SEAL).append(seal).append('\n').toString();
    }

    /** Reads a commit; empty when it is none of ours, or somebody changed its files or its message since. */
    public static Optional<GroupCommit> read(CommitInfo commit) {
        String message = commit.message().strip();
        int seal = message.lastIndexOf("\n" + SEAL);
        if (seal < 0) {
            return Optional.empty();
        }
        String sealed = message.substring(0, seal);
        String found = message.substring(seal + 1 + SEAL.length());
        if (!found.equals(Seal.of(commit.tree().toString(), sealed))) {
            return Optional.empty();
        }
        return of(sealed);
    }

    /** What a commit says that was ours before somebody changed its files or its message, such as by a rebase. */
    static Optional<GroupCommit> changed(CommitInfo commit) {
        return of(commit.message());
    }

    private static Optional<GroupCommit> of(String message) {
        List<String> lines = message.lines().toList();
        return lines.stream()
                .filter(line -> line.startsWith(GROUP))
                .reduce((first, second) -> second)
                .map(line -> new GroupCommit(
                        line.substring(GROUP.length()), !lines.contains(CONTINUES), proposals(message)));
    }

    /**
     * The proposals that a message tells of, whoever wrote it: a forge that squashes a branch keeps the lines and indents
     * them as it likes.
     */
    public static List<Proposal> proposals(String message) {
        ScopeLines scopes = ScopeLines.read(after(SCOPE, message));
        return after(UPDATE, message)
                .flatMap(line -> ProposalLine.read(line, scopes).stream())
                .toList();
    }

    /** What follows a key, line by line. */
    private static Stream<String> after(String key, String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()));
    }
}
