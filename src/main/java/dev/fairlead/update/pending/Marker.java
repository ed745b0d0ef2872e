package dev.fairlead.update.pending;

import dev.fairlead.update.config.Scope;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What we hide in a pull request, to know again what we wrote. Everything in it can be made anew from the branch, but for
 * what the branch's history loses when it is squashed or deleted: which versions were proposed.
 *
 * @param group the group
 * @param config the file whose entries it was made of; empty for what no configuration asked for
 * @param head the commit that the body describes
 * @param complete whether labels, reviewers and the wish to merge were set
 * @param withdrawn whether we mean to close it ourselves, since nothing is pending any more
 * @param title checksum of the title that we wrote
 * @param body checksum of the body that we wrote
 * @param proposals what it proposes
 * @param whole whether these are all; where they are too many, the branch's commit tells the rest
 */
public record Marker(
        String group,
        Optional<String> config,
        String head,
        boolean complete,
        boolean withdrawn,
        String title,
        String body,
        List<Proposal> proposals,
        boolean whole) {
    private static final String FIRST = "fairlead/1";
    private static final String SCOPE = "scope ";
    private static final int LONGEST = 8_000;

    public Marker {
        proposals = List.copyOf(proposals);
    }

    /** The marker as text: one line for the pull request, and one a proposal, with those of its scope before it. */
    public String write() {
        List<String> lines = new ArrayList<>();
        boolean all = addProposals(lines) && whole;
        String first = FIRST + " group=" + group
                + config.map(file -> " config=" + URLEncoder.encode(file, StandardCharsets.UTF_8))
                        .orElse("")
                + " head=" + head + " complete=" + complete + " withdrawn=" + withdrawn
                + " title=" + title + " body=" + body + " whole=" + all;
        return lines.isEmpty() ? first : first + "\n" + String.join("\n", lines);
    }

    /** Adds as many as there is room for; false where that is not all. */
    private boolean addProposals(List<String> lines) {
        Map<Scope, String> ids = ScopeLines.ids(proposals);
        Set<Scope> written = new HashSet<>();
        int length = 0;
        for (Proposal proposal : proposals) {
            Scope scope = proposal.subject().scope();
            List<String> more = new ArrayList<>();
            String id = ids.get(scope);
            if (id != null && written.add(scope)) {
                ScopeLines.write(scope, id).forEach(line -> more.add(SCOPE + line));
            }
            more.add(ProposalLine.write(proposal, ids));
            length += more.stream().mapToInt(line -> line.length() + 1).sum();
            if (length > LONGEST) {
                return false;
            }
            lines.addAll(more);
        }
        return true;
    }

    /** Reads a marker; empty for what is none of ours. */
    public static Optional<Marker> read(String text) {
        List<String> lines = text.strip().lines().toList();
        if (lines.isEmpty() || !lines.get(0).startsWith(FIRST + " ")) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (String word : lines.get(0).split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return Optional.of(new Marker(
                values.getOrDefault("group", ""),
                Optional.ofNullable(values.get("config")).map(file -> URLDecoder.decode(file, StandardCharsets.UTF_8)),
                values.getOrDefault("head", ""),
                Boolean.parseBoolean(values.get("complete")),
                Boolean.parseBoolean(values.get("withdrawn")),
                values.getOrDefault("title", ""),
                values.getOrDefault("body", ""),
                proposals(lines.subList(1, lines.size())),
                Boolean.parseBoolean(values.get("whole"))));
    }

    private static List<Proposal> proposals(List<String> lines) {
        ScopeLines scopes = ScopeLines.read(
                lines.stream().filter(line -> line.startsWith(SCOPE)).map(line -> line.substring(SCOPE.length())));
        return lines.stream()
                .filter(line -> !line.startsWith(SCOPE))
                .flatMap(line -> ProposalLine.read(line, scopes).stream())
                .toList();
    }

    /** The checksum of a text, to tell whether it was changed. */
    public static String checksum(String text) {
        return Seal.of("", text);
    }

    public Marker completed() {
        return new Marker(group, config, head, true, withdrawn, title, body, proposals, whole);
    }

    public Marker asWithdrawn() {
        return new Marker(group, config, head, complete, true, title, body, proposals, whole);
    }
}
