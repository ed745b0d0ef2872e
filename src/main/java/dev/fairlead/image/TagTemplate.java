package dev.fairlead.image;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a build names its image: text with fields in angle brackets.
 *
 * <p>{@code <branch-slug>}: the branch, or {@code pr-} and the number of a pull request, made fit for a tag. {@code <sha>}
 * and {@code <sha7>} (4 to 40 digits): the commit. {@code <semver>}: the version of the commit's Git tag. {@code <git-tag>}:
 * that tag, made fit. {@code <build>}: the build number. {@code <epoch>}: the time in seconds. A field of {@code yyyy mm dd
 * HH MM SS}, in this order, with or without {@code . - _} between: the time in UTC. {@code <dirty>}: {@code -dirty} where
 * tracked files are changed, else nothing.
 */
public final class TagTemplate {
    private static final Pattern PIECE = Pattern.compile("<([^<>]*)>|([A-Za-z0-9_.-]+)");
    private static final Pattern SHA = Pattern.compile("sha(\\d{1,2})?");
    private static final Pattern TIME =
            Pattern.compile("(?=.)(yyyy)?([._-]?mm)?([._-]?dd)?([._-]?HH)?([._-]?MM)?([._-]?SS)?");

    /** Sorts by its time, names its commit, and begins with its branch. */
    public static final TagTemplate DEFAULT = parse("<branch-slug>-<sha7>-<yyyymmddHHMMSS>");

    /** The version of a Git tag. */
    public static final TagTemplate SEMVER = parse("<semver>");

    private final String written;
    private final List<String> literals;
    private final List<String> fields;

    private TagTemplate(String written, List<String> literals, List<String> fields) {
        this.written = written;
        this.literals = literals;
        this.fields = fields;
    }

    /**
     * The template in this text.
     *
     * @throws FairleadException if it holds an unknown field, or a character that no tag may hold
     */
    public static TagTemplate parse(String text) {
        List<String> literals = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        Matcher piece = PIECE.matcher(text);
        int at = 0;
        while (at < text.length() && piece.find(at) && piece.start() == at) {
            boolean field = piece.group(1) != null;
            if (field && !isField(piece.group(1))) {
                throw refused(text, "'<" + piece.group(1) + ">' is no field");
            }
            literals.add(field ? "" : piece.group(2));
            fields.add(field ? piece.group(1) : "");
            at = piece.end();
        }
        if (at < text.length()) {
            throw refused(text, "a tag cannot hold " + Grammar.quoted(text.charAt(at)));
        }
        if (text.isEmpty()) {
            throw refused(text, "it is empty");
        }
        return new TagTemplate(text, List.copyOf(literals), List.copyOf(fields));
    }

    private static boolean isField(String name) {
        Matcher sha = SHA.matcher(name);
        if (sha.matches()) {
            return sha.group(1) == null || (digits(sha) >= 4 && digits(sha) <= 40);
        }
        return switch (name) {
            case "branch-slug", "semver", "git-tag", "build", "epoch", "dirty" -> true;
            default -> TIME.matcher(name).matches();
        };
    }

    private static int digits(Matcher sha) {
        return Integer.parseInt(sha.group(1));
    }

    private static FairleadException refused(String text, String cause) {
        return new FairleadException(new Problem(
                "tag template '" + Grammar.shown(text) + "'",
                cause,
                "use letters, digits, '_', '.', '-' and the fields <branch-slug>, <sha7>, <sha>, <semver>, <git-tag>,"
                        + " <build>, <epoch>, <yyyymmddHHMMSS>, <dirty>"));
    }

    /**
     * The tag of a build. A build of changed files gets {@code -dirty} at its end, unless the template says where.
     *
     * @throws FairleadException if the build lacks a field, or the result is no tag
     */
    public Tag fill(ImageMetadata build) {
        StringBuilder tag = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            tag.append(field.isEmpty() ? literals.get(i) : value(field, build));
        }
        if (build.dirty() && !fields.contains("dirty")) {
            tag.append("-dirty");
        }
        return Tag.of(tag.toString());
    }

    private String value(String field, ImageMetadata build) {
        String value = valueOrNull(field, build);
        if (value == null) {
            throw new FairleadException(new Problem("tag template '" + written + "'", missing(field), remedy(field)));
        }
        return value;
    }

    private static @Nullable String valueOrNull(String field, ImageMetadata build) {
        Matcher sha = SHA.matcher(field);
        if (sha.matches()) {
            return build.commit()
                    .map(commit ->
                            sha.group(1) == null ? commit : commit.substring(0, Math.min(commit.length(), digits(sha))))
                    .orElse(null);
        }
        Optional<String> value = switch (field) {
            case "branch-slug" -> build.line().map(Slug::of);
            case "semver" -> build.version();
            case "git-tag" -> build.gitTags().stream().findFirst().map(Slug::of);
            case "build" -> build.buildNumber().map(Slug::of);
            case "epoch" -> Optional.of(Long.toString(build.time().getEpochSecond()));
            case "dirty" -> Optional.of(build.dirty() ? "-dirty" : "");
            default -> Optional.of(time(field, build));
        };
        return value.orElse(null);
    }

    private static String time(String field, ImageMetadata build) {
        String pattern = field.replaceAll("MM", "'minute'")
                .replace("mm", "MM")
                .replace("'minute'", "mm")
                .replace("SS", "ss");
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(build.time());
    }

    private static String missing(String field) {
        return switch (field) {
            case "branch-slug" ->
                "the branch is not known (HEAD is detached and no CI names a branch, or a Git tag is built)";
            case "semver" -> "no Git tag of the commit is a semantic version";
            case "git-tag" -> "the commit has no Git tag";
            case "build" -> "the build number is not known";
            default -> "the commit is not known (no Git work tree, and no CI names it)";
        };
    }

    private static String remedy(String field) {
        return switch (field) {
            case "branch-slug" -> "set FAIRLEAD_BRANCH";
            case "semver", "git-tag" -> "tag the commit, fetch its tags, or set FAIRLEAD_GIT_TAG";
            case "build" -> "set FAIRLEAD_BUILD_NUMBER";
            default -> "set FAIRLEAD_COMMIT";
        };
    }

    /** Whether a field asks for a Git tag, so that builds of other commits are not expected to have it. */
    boolean needsGitTag() {
        return fields.contains("semver") || fields.contains("git-tag");
    }

    /** The template as it is written. */
    @Override
    public String toString() {
        return written;
    }
}
