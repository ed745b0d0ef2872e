package dev.fairlead.update.source;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.manifest.automation.ArgoImage;
import dev.fairlead.manifest.automation.Automation;
import dev.fairlead.registry.Platform;
import dev.fairlead.selection.Direction;
import dev.fairlead.selection.Selector;
import dev.fairlead.selection.TagFilter;
import dev.fairlead.selection.TagPattern;
import dev.fairlead.selection.TagPolicy;
import dev.fairlead.update.config.ImageRule;
import dev.fairlead.update.config.ImageStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The annotations of Argo CD Image Updater as selectors, after its documentation (argocd-image-updater.readthedocs.io,
 * "Configuring images for update").
 */
public final class ArgoPolicies {
    private static final String REGEXP = "regexp:";

    private final Automation automation;
    private final ImageStyle style;

    /** @param style what the entry says beside what the annotations say */
    public ArgoPolicies(Automation automation, ImageStyle style) {
        this.automation = automation;
        this.style = style;
    }

    /** The images of all annotations; two that want different versions of one image are refused. */
    public Sourced images() {
        Map<ImageName, ImageRule> rules = new LinkedHashMap<>();
        List<Problem> refused = new ArrayList<>();
        for (ArgoImage image : automation.argoImages()) {
            try {
                ImageRule rule = rule(image);
                ImageRule before = rules.putIfAbsent(rule.image(), rule);
                if (before != null && !before.equals(rule)) {
                    refused.add(new Problem(
                            image.place().toString(),
                            "another Application wants " + rule.image().written() + " by another policy, and the paths"
                                    + " of both are the same entry's",
                            "make an entry for each Application's paths"));
                }
            } catch (FairleadException e) {
                refused.add(new Problem(
                        image.place().toString(),
                        e.problem().cause(),
                        e.problem().remedy()));
            }
        }
        List<SourcedImage> images = rules.values().stream()
                .map(rule -> new SourcedImage(rule, Optional.empty()))
                .toList();
        return new Sourced(images, refused, List.of());
    }

    private ImageRule rule(ArgoImage image) {
        ImageName name = ImageName.parse(image.image());
        TagPolicy policy = policy(image);
        TagFilter filter = policy.follows().isPresent() ? platforms(TagFilter.none(), image) : filter(image);
        return new ImageRule(name, Optional.of(new Selector(policy, filter)), style);
    }

    private static TagPolicy policy(ArgoImage image) {
        return switch (image.strategy()) {
            case "semver" -> TagPolicy.semver(image.constraint().orElse("*"));
            case "newest-build", "latest" -> TagPolicy.newestBuilt();
            case "alphabetical", "name" -> TagPolicy.alphabetical(Direction.ASCENDING);
            case "digest" -> TagPolicy.digest(Tag.of(image.constraint().orElse("latest")));
            default ->
                throw new FairleadException(new Problem(
                        image.place().toString(),
                        "the update strategy '" + image.strategy() + "' is not known",
                        "write the image and its policy in fairlead.yaml"));
        };
    }

    private static TagFilter filter(ArgoImage image) {
        TagFilter filter = platforms(TagFilter.none(), image);
        Optional<String> allowed = image.allowTags().filter(text -> !text.equals("any"));
        if (allowed.isPresent()) {
            if (!allowed.get().startsWith(REGEXP)) {
                throw new FairleadException(new Problem(
                        image.place().toString(),
                        "allow-tags is '" + allowed.get() + "'",
                        "write regexp:PATTERN or any, as Argo CD Image Updater wants it"));
            }
            filter = filter.including(TagPattern.parse(allowed.get()));
        }
        for (String ignored : image.ignoreTags()) {
            filter =
                    filter.excluding(ignored.startsWith(REGEXP) ? TagPattern.parse(ignored) : TagPattern.glob(ignored));
        }
        return filter;
    }

    private static TagFilter platforms(TagFilter filter, ArgoImage image) {
        TagFilter narrowed = filter;
        for (String platform : image.platforms()) {
            narrowed = narrowed.on(Platform.parse(platform));
        }
        return narrowed;
    }
}
