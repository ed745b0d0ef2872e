package dev.fairlead.agent.source.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * Which files of a source are left out, by the rules of Flux's source-controller: lines in the syntax of {@code
 * .gitignore}, of which the last that fits a file or a folder above it decides. Git's own files are always left out;
 * pictures, archives and the settings of CI services unless there are any rules.
 */
public final class Ignore {
    /** The name of the files that hold rules. */
    public static final String FILE = ".sourceignore";

    private static final List<String> ALWAYS = List.of(".git/", ".gitignore", ".gitmodules", ".gitattributes");
    private static final List<String> WITHOUT_RULES = List.of(
            "*.jpg",
            "*.jpeg",
            "*.gif",
            "*.png",
            "*.wmv",
            "*.flv",
            "*.tar.gz",
            "*.zip",
            ".github/",
            ".circleci/",
            ".travis.yml",
            ".gitlab-ci.yml",
            "appveyor.yml",
            ".drone.yml",
            "cloudbuild.yaml",
            "codeship-services.yml",
            "codeship-steps.yml",
            "**/.goreleaser.yml",
            "**/.sops.yaml",
            "**/.flux.yaml");

    private final List<Rule> rules;
    private final boolean own;

    private Ignore(List<Rule> rules, boolean own) {
        this.rules = rules;
        this.own = own;
    }

    /** Only what is always left out, and what is without rules. */
    public static Ignore usual() {
        List<Rule> rules = new ArrayList<>();
        add(rules, "", WITHOUT_RULES);
        return new Ignore(rules, false);
    }

    /**
     * With these lines after the rules so far. Where there are none in them, nothing changes.
     *
     * @param folder that they are about, such as {@code apps/web}; empty for the root
     */
    public Ignore and(String folder, String lines) {
        List<Rule> more = new ArrayList<>(own ? rules : List.of());
        int before = more.size();
        add(more, folder, lines.lines().toList());
        return more.size() == before && own ? this : more.isEmpty() ? this : new Ignore(more, true);
    }

    private static void add(List<Rule> rules, String folder, Collection<String> lines) {
        for (String line : lines) {
            FastIgnoreRule rule = new FastIgnoreRule(line);
            if (!line.isBlank() && !line.startsWith("#") && !rule.isEmpty()) {
                rules.add(new Rule(folder, rule));
            }
        }
    }

    /** Whether a file of this path is left out. */
    public boolean leavesOut(String path) {
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).fits(path)) {
                return rules.get(i).rule().getResult();
            }
        }
        return ALWAYS_RULES.stream().anyMatch(rule -> rule.fits(path));
    }

    private static final List<Rule> ALWAYS_RULES = always();

    private static List<Rule> always() {
        List<Rule> rules = new ArrayList<>();
        add(rules, "", ALWAYS);
        return List.copyOf(rules);
    }

    private record Rule(String folder, FastIgnoreRule rule) {
        boolean fits(String path) {
            if (folder.isEmpty()) {
                return rule.isMatch(path, false);
            }
            return path.startsWith(folder + "/") && rule.isMatch(path.substring(folder.length() + 1), false);
        }
    }
}
