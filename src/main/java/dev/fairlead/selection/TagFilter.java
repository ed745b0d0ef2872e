package dev.fairlead.selection;

import dev.fairlead.registry.Platform;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which tags may be chosen at all.
 *
 * @param include a tag has to match one of these, if there are any
 * @param exclude a tag may match none of these
 * @param extract what of the tag the policy looks at
 * @param platforms the image has to run on each of these
 * @param minAge the image has to be at least this old, by its push or, where the registry does not tell that, by its build
 * @param artifacts whether tags that name signatures, attestations, SBOMs, referrers and build caches may be chosen
 */
public record TagFilter(
        List<TagPattern> include,
        List<TagPattern> exclude,
        Optional<Extract> extract,
        List<Platform> platforms,
        Optional<Duration> minAge,
        boolean artifacts) {
    private static final TagFilter NONE =
            new TagFilter(List.of(), List.of(), Optional.empty(), List.of(), Optional.empty(), false);
    private static final Pattern AGE =
            Pattern.compile("(?:(\\d{1,6})w)?(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?");

    public TagFilter {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        platforms = List.copyOf(platforms);
        if (minAge.isPresent() && minAge.get().isNegative()) {
            throw new SelectionException("minimum age", "it is negative", "write an age such as 3d or 12h");
        }
    }

    /** Keeps out nothing but what is no image to run. */
    public static TagFilter none() {
        return NONE;
    }

    /**
     * The filter in the words of a command line or a pipeline.
     *
     * @throws SelectionException if one of them cannot be read
     */
    public static TagFilter parse(
            List<String> include,
            List<String> exclude,
            Optional<String> extract,
            List<String> platforms,
            Optional<String> minAge,
            boolean artifacts) {
        return new TagFilter(
                include.stream().map(TagPattern::parse).toList(),
                exclude.stream().map(TagPattern::parse).toList(),
                extract.map(Extract::parse),
                platforms.stream().map(Platform::parse).toList(),
                minAge.map(TagFilter::parseAge),
                artifacts);
    }

    /** The same filter that also asks for a match of one of its include patterns or this one. */
    public TagFilter including(TagPattern pattern) {
        return new TagFilter(with(include, pattern), exclude, extract, platforms, minAge, artifacts);
    }

    /** The same filter that also keeps out what this pattern matches. */
    public TagFilter excluding(TagPattern pattern) {
        return new TagFilter(include, with(exclude, pattern), extract, platforms, minAge, artifacts);
    }

    /** The same filter with this extract in the place of its own. */
    public TagFilter extracting(Extract wanted) {
        return new TagFilter(include, exclude, Optional.of(wanted), platforms, minAge, artifacts);
    }

    /** The same filter that also asks for this platform. */
    public TagFilter on(Platform platform) {
        return new TagFilter(include, exclude, extract, with(platforms, platform), minAge, artifacts);
    }

    /** The same filter with this minimum age. */
    public TagFilter atLeast(Duration age) {
        return new TagFilter(include, exclude, extract, platforms, Optional.of(age), artifacts);
    }

    /** The same filter that lets tags be chosen that are no image to run. */
    public TagFilter withArtifacts() {
        return new TagFilter(include, exclude, extract, platforms, minAge, true);
    }

    private static <T> List<T> with(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    /** Whether tags are judged by their names. */
    boolean judgesNames() {
        return !include.isEmpty() || !exclude.isEmpty() || extract.isPresent();
    }

    /**
     * An age such as {@code 3d}, {@code 1d12h} or {@code 90m} (weeks, days, hours, minutes), or in ISO 8601 ({@code P3D}).
     *
     * @throws SelectionException if the text is no age
     */
    public static Duration parseAge(String text) {
        Matcher age = AGE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!text.isBlank() && age.matches()) {
            return Duration.ofDays(7 * number(age.group(1)) + number(age.group(2)))
                    .plusHours(number(age.group(3)))
                    .plusMinutes(number(age.group(4)));
        }
        try {
            return Duration.parse(text.strip());
        } catch (DateTimeException none) {
            throw new SelectionException(
                    "minimum age '" + text + "'", "it is no age", "write it like 3d, 12h, 1d12h or 90m");
        }
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
