package dev.fairlead.bot.work;

import dev.fairlead.image.ImageName;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.UpdateReport;
import java.util.HashSet;
import java.util.Set;

/**
 * What the last runs saw of a repository: who decides whether an event concerns it asks here.
 *
 * @param seen whether it was ever read; until then everything concerns it
 * @param images that its configuration names or finds
 * @param bases the branches that it updates
 */
public record KnownContent(boolean seen, Set<ImageName> images, Set<String> bases) {
    static final KnownContent NOTHING = new KnownContent(false, Set.of(), Set.of());

    public KnownContent {
        images = Set.copyOf(images);
        bases = Set.copyOf(bases);
    }

    /** What is known after a run of everything. Of a group that failed, what was known before still counts. */
    KnownContent after(UpdateReport report) {
        boolean whole =
                report.groups().stream().allMatch(group -> group.problem().isEmpty());
        Set<ImageName> named = new HashSet<>(whole ? Set.of() : images);
        Set<String> branches = new HashSet<>(whole ? Set.of() : bases);
        for (GroupReport group : report.groups()) {
            branches.add(group.baseBranch());
            group.items().forEach(item -> ImageName.tryParse(item.image()).ifPresent(named::add));
        }
        return new KnownContent(true, named, branches);
    }
}
