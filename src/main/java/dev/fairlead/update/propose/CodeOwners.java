package dev.fairlead.update.propose;

import dev.fairlead.configrepo.FileEntry;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.update.config.PathPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whom a repository names for its files: a {@code CODEOWNERS} file as GitHub describes it ("About code owners"), with the
 * sections of GitLab's. The last line that fits a file tells, of each section.
 */
final class CodeOwners {
    /** Where forges look; the first that is there counts. */
    private static final List<String> PLACES = List.of(
            ".github/CODEOWNERS",
            "CODEOWNERS",
            "docs/CODEOWNERS",
            ".gitlab/CODEOWNERS",
            ".bitbucket/CODEOWNERS",
            ".azuredevops/CODEOWNERS");

    private static final Pattern SECTION = Pattern.compile("\\^?\\[([^\\]]+)\\](?:\\[\\d+\\])?(.*)");
    private static final Pattern WORD = Pattern.compile("(?:\\\\.|[^\\s\\\\])+");

    private final List<Rule> rules;

    private CodeOwners(List<Rule> rules) {
        this.rules = rules;
    }

    private record Rule(String section, Pattern files, List<String> owners) {}

    /** What the repository says; nobody owns anything where it says nothing. */
    static CodeOwners of(Snapshot snapshot) {
        return PLACES.stream()
                .flatMap(
                        place -> snapshot.find(place).filter(file -> file.kind().isFile()).stream())
                .findFirst()
                .map(file -> parse(text(snapshot, file)))
                .orElseGet(() -> new CodeOwners(List.of()));
    }

    private static String text(Snapshot snapshot, FileEntry file) {
        return new String(snapshot.read(file), StandardCharsets.UTF_8);
    }

    static CodeOwners parse(String text) {
        List<Rule> rules = new ArrayList<>();
        String section = "";
        List<String> sectionOwners = List.of();
        for (String line : text.lines().map(CodeOwners::withoutComment).toList()) {
            Matcher head = SECTION.matcher(line);
            if (head.matches()) {
                section = head.group(1);
                sectionOwners = words(head.group(2));
            } else if (!line.isEmpty()) {
                List<String> words = words(line);
                List<String> own = words.subList(1, words.size());
                rules.add(new Rule(section, files(words.get(0)), own.isEmpty() ? sectionOwners : List.copyOf(own)));
            }
        }
        return new CodeOwners(rules);
    }

    private static String withoutComment(String line) {
        String text = line.strip();
        int comment = text.startsWith("#") ? 0 : text.indexOf(" #");
        return (comment < 0 ? text : text.substring(0, comment)).strip();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group().replaceAll("\\\\(.)", "$1"));
        }
        return words;
    }

    /** As gitignore(5) reads it, except that {@code folder/*} means the files of the folder and none beneath. */
    private static Pattern files(String written) {
        boolean anchored = written.indexOf('/') >= 0 && written.indexOf('/') < written.length() - 1;
        boolean folder = written.endsWith("/");
        String pattern = written.replaceAll("^/+|/+$", "");
        String beneath = folder ? "/.*" : pattern.endsWith("/*") ? "" : "(?:/.*)?";
        return Pattern.compile((anchored ? "" : "(?:.*/)?") + PathPattern.regex(pattern) + beneath);
    }

    /** The owners of these files as they are written, {@code @user}, {@code @org/team} or an address, each once. */
    List<String> of(Collection<String> files) {
        Set<String> owners = new LinkedHashSet<>();
        files.forEach(file -> owners(file).forEach(owners::addAll));
        return List.copyOf(owners);
    }

    private Stream<List<String>> owners(String file) {
        Map<String, List<String>> last = new LinkedHashMap<>();
        rules.stream()
                .filter(rule -> rule.files().matcher(file).matches())
                .forEach(rule -> last.put(rule.section(), rule.owners()));
        return last.values().stream();
    }

    /** Whether an owner is an address, which says nothing of an account. */
    static boolean isAddress(String owner) {
        return owner.indexOf('@') > 0;
    }
}
