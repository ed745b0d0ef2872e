package dev.fairlead.update.config.read;

import dev.fairlead.image.ImageName;
import dev.fairlead.registry.Platform;
import dev.fairlead.selection.Extract;
import dev.fairlead.selection.Selector;
import dev.fairlead.selection.TagFilter;
import dev.fairlead.selection.TagPattern;
import dev.fairlead.selection.TagPolicy;
import dev.fairlead.update.config.DigestStyle;
import dev.fairlead.update.config.ImageRule;
import dev.fairlead.update.config.ImageStyle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How versions are chosen, as a mapping says it; what it does not say is taken from the mapping above. */
record SelectionSettings(
        Optional<TagPolicy> policy,
        List<TagPattern> include,
        List<TagPattern> exclude,
        Optional<Extract> extract,
        List<Platform> platforms,
        Optional<Duration> minAge,
        ImageStyle style) {
    static final SelectionSettings NONE = new SelectionSettings(
            Optional.empty(), List.of(), List.of(), Optional.empty(), List.of(), Optional.empty(), ImageStyle.DEFAULT);

    private static final Map<String, DigestStyle> DIGESTS = Map.of(
            "keep",
            DigestStyle.KEEP,
            "pin",
            DigestStyle.PIN,
            "pinOnce",
            DigestStyle.PIN_ONCE,
            "drop",
            DigestStyle.DROP);
    private static final Map<String, Boolean> ROLLBACKS = Map.of("refuse", false, "allow", true);
    private static final List<String> NAME_FILTERS = List.of("include", "exclude", "extract");

    static SelectionSettings read(Section section, SelectionSettings above) {
        Optional<TagPolicy> policy = section.value("select", TagPolicy::parse).or(above::policy);
        boolean follows = policy.flatMap(TagPolicy::follows).isPresent();
        if (follows) {
            NAME_FILTERS.stream()
                    .filter(section::has)
                    .forEach(key -> section.wrong(
                            key,
                            "'" + key + "' has nothing to choose from, since the policy follows one tag",
                            "leave it out, or use another policy"));
        }
        return new SelectionSettings(
                policy,
                follows ? List.of() : own(section, "include", above.include()),
                follows ? List.of() : own(section, "exclude", above.exclude()),
                follows
                        ? Optional.empty()
                        : section.value("extract", Extract::parse).or(above::extract),
                section.has("platform") ? section.values("platform", Platform::parse) : above.platforms(),
                section.value("minAge", TagFilter::parseAge).or(above::minAge),
                new ImageStyle(
                        section.choice("digest", DIGESTS).orElse(above.style().digest()),
                        section.choice("rollbacks", ROLLBACKS)
                                .orElse(above.style().rollbacks()),
                        section.has("verify")
                                ? section.values("verify", Texts::name)
                                : above.style().verify()));
    }

    private static List<TagPattern> own(Section section, String key, List<TagPattern> above) {
        return section.has(key) ? section.values(key, TagPattern::parse) : above;
    }

    /** The rule for one image. */
    ImageRule rule(ImageName image) {
        return new ImageRule(image, policy.map(known -> new Selector(known, filter())), style);
    }

    private TagFilter filter() {
        return new TagFilter(include, exclude, extract, platforms, minAge, false);
    }
}
