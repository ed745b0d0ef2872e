package dev.fairlead.bot;

import dev.fairlead.bot.agenda.Agenda;
import dev.fairlead.bot.agenda.Wanted;
import dev.fairlead.bot.answers.SharedRegistries;
import dev.fairlead.bot.hear.Addresses;
import dev.fairlead.bot.hear.Event;
import dev.fairlead.bot.work.KnownContent;
import dev.fairlead.bot.work.RepositoryWork;
import dev.fairlead.image.ImageName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which repositories an event concerns, and what their next run shall look at. */
final class Router {
    private final Collection<RepositoryWork> works;
    private final Agenda agenda;
    private final SharedRegistries registries;

    Router(Collection<RepositoryWork> works, Agenda agenda, SharedRegistries registries) {
        this.works = works;
        this.agenda = agenda;
        this.registries = registries;
    }

    /** Makes the runs due that an event asks for, and tells how many repositories it concerns. */
    int hear(Event event) {
        if (event instanceof Event.ImagesPushed pushed) {
            return pushed(pushed.images());
        }
        if (event instanceof Event.BranchesMoved moved) {
            return wake(work -> at(work, moved.repository()) && updates(work.known(), moved));
        }
        if (event instanceof Event.PullRequestChanged changed) {
            return wake(work -> at(work, changed.repository()));
        }
        if (event instanceof Event.PeopleAsked asked) {
            return wake(work -> at(work, asked.repository()));
        }
        return 0;
    }

    private int pushed(Set<ImageName> images) {
        images.forEach(registries::forget);
        int concerned = 0;
        for (RepositoryWork work : works) {
            Set<ImageName> held = new HashSet<>(images);
            held.removeIf(image -> !work.holds(image));
            if (!held.isEmpty()) {
                agenda.wake(List.of(work.rule().name()), Wanted.only(held));
                concerned++;
            }
        }
        return concerned;
    }

    /** Other repositories than this hold an image whose tags are not what they were. */
    void changed(ImageName image, String noticedBy) {
        List<String> others = works.stream()
                .filter(work -> work.known().images().contains(image))
                .map(work -> work.rule().name())
                .filter(name -> !name.equals(noticedBy))
                .toList();
        agenda.wake(others, Wanted.only(Set.of(image)));
    }

    private int wake(Predicate<RepositoryWork> concerned) {
        List<String> names =
                works.stream().filter(concerned).map(work -> work.rule().name()).toList();
        agenda.wake(names, Wanted.EVERYTHING);
        return names.size();
    }

    private static boolean at(RepositoryWork work, Addresses addresses) {
        return addresses.mean(work.rule().url());
    }

    /** The branches that it updates, and the default branch, where its configuration is; its own branches are none of them. */
    private static boolean updates(KnownContent known, Event.BranchesMoved moved) {
        return !known.seen()
                || moved.branches().stream()
                        .anyMatch(branch -> branch.equals(moved.defaultBranch())
                                || known.bases().contains(branch));
    }
}
