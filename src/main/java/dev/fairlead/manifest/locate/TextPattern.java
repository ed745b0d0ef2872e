package dev.fairlead.manifest.locate;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.image.ImageName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A pattern that finds images in text files: a Jenkinsfile, Terraform, a script.
 *
 * @param files a glob over paths, such as {@code **}{@code /*.tf}; a glob without {@code /} is about the file's name alone
 * @param pattern a regular expression whose named groups say what was found: {@code image} (a whole reference), or
 *     {@code name}, {@code tag} and {@code digest}
 * @param image whose tag or digest it is, where no group says the name
 */
public record TextPattern(String files, Pattern pattern, Optional<ImageName> image) {
    private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

    /** @throws FairleadException if none of the groups that mean something is in the pattern */
    public TextPattern {
        if (groups(pattern).stream().noneMatch(Set.of("image", "name", "tag", "digest")::contains)) {
            throw new FairleadException(new Problem(
                    "pattern '" + pattern + "'",
                    "it has none of the named groups that say what was found",
                    "name one: (?<image>…) for a reference, or (?<tag>…), (?<name>…), (?<digest>…)"));
        }
    }

    static List<String> groups(Pattern pattern) {
        return GROUP.matcher(pattern.pattern())
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
