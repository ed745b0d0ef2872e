package dev.fairlead.update.choose;

import dev.fairlead.Problem;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.selection.Chosen;
import dev.fairlead.selection.CurrentTag;
import dev.fairlead.selection.DowngradeGuard;
import dev.fairlead.selection.GuardVerdict;
import dev.fairlead.selection.LostTag;
import dev.fairlead.selection.Selection;
import dev.fairlead.update.pending.Version;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a {@link Question}.
 *
 * @param version the wanted version; empty where there is none
 * @param because why this one, as a clause that stays true
 * @param selection what it was chosen from, with the standing of every tag that is in place or proposed
 * @param superseded why a version that a build told is not wanted: a newer one is in place or proposed
 * @param problem why there is no version
 */
public record Choice(
        Optional<Version> version,
        String because,
        Optional<Selection> selection,
        Optional<String> superseded,
        Optional<Problem> problem) {
    static Choice of(Version version, String because, Selection selection) {
        return new Choice(Optional.of(version), because, Optional.of(selection), Optional.empty(), Optional.empty());
    }

    static Choice superseded(String why, Selection selection) {
        return new Choice(Optional.empty(), "", Optional.of(selection), Optional.of(why), Optional.empty());
    }

    static Choice impossible(Problem problem) {
        return new Choice(Optional.empty(), "", Optional.empty(), Optional.empty(), Optional.of(problem));
    }

    /**
     * No version, since the gate let none pass.
     *
     * @param selection what was looked at, with what its gate kept out
     */
    static Choice impossible(Problem problem, Selection selection) {
        return new Choice(Optional.empty(), "", Optional.of(selection), Optional.empty(), Optional.of(problem));
    }

    /** What would have been chosen rather, and is not signed as asked; the best first. */
    public List<LostTag> unproven() {
        return selection.map(Selection::unproven).orElse(List.of());
    }

    /** The verdict on going from what a field holds to the wanted version. */
    public GuardVerdict judge(ImageReference current, boolean rollbacksMeant) {
        return DowngradeGuard.judge(
                selection.orElseThrow(() -> new IllegalStateException("nothing was chosen to judge by")),
                current,
                rollbacksMeant);
    }

    /** What the registry says of the wanted tag. */
    public Optional<TagInfo> chosen() {
        return selection.flatMap(Selection::chosen).map(Chosen::info);
    }

    /** How a tag that the question was asked with stands against the wanted version. */
    public Optional<CurrentTag> standing(Tag tag) {
        return selection.flatMap(known -> Optional.ofNullable(known.current().get(tag)));
    }
}
