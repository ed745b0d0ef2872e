package dev.fairlead.forge.rest;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Labels and people that a pull request shall have: what cannot be had is told and does not stop the rest. */
public final class Wishes {
    private static final Set<Kind> REFUSALS = EnumSet.of(Kind.INVALID, Kind.FORBIDDEN, Kind.NOT_FOUND);

    private final String place;
    private final List<Problem> unmet = new ArrayList<>();
    private boolean changed;

    /** @param place the pull request, as messages name it */
    public Wishes(String place) {
        this.place = place;
    }

    /** Whether anything was sent with success. */
    public boolean changed() {
        return changed;
    }

    public List<Problem> unmet() {
        return List.copyOf(unmet);
    }

    /** Those that are not there yet. Names of labels, users and teams differ in more than case. */
    public static List<String> missing(List<String> wanted, List<String> there) {
        return wanted.stream()
                .distinct()
                .filter(name -> there.stream().noneMatch(name::equalsIgnoreCase))
                .toList();
    }

    /** All at once; where the forge refuses that, each alone, to know which. Nothing for no names. */
    public void each(String what, List<String> names, Consumer<List<String>> sending) {
        if (names.isEmpty()) {
            return;
        }
        try {
            sending.accept(names);
            changed = true;
        } catch (Refusal e) {
            if (!REFUSALS.contains(e.kind())) {
                throw e;
            }
            if (names.size() == 1) {
                refused(what, names.get(0), e.problem().cause());
                return;
            }
            names.forEach(name -> each(what, List.of(name), sending));
        }
    }

    /** Tells of one that cannot be had. */
    public void refused(String what, String name, String cause) {
        unmet.add(new Problem(
                place, what + " " + name + ": " + cause, "check the name, and that it has access to the repository"));
    }
}
