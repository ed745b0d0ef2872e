package dev.fairlead.update.plan;

import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.PolicyName;
import dev.fairlead.update.choose.Question;
import dev.fairlead.update.config.ImageStyle;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.Stage;
import dev.fairlead.update.config.Stage.Promotion;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.pending.Subject;
import java.util.Optional;

/**
 * One image of a group.
 *
 * @param subject what it is about
 * @param question which version is wanted
 * @param style what may become of it beside its new tag
 * @param scope where it may be edited
 * @param settings which forms of fields are known
 * @param addToOverlays whether an overlay that takes it from its base gets an entry of its own
 * @param asked whether this run asks about it; otherwise what is proposed already stays as it is
 * @param stage the environment that it is for, where there are some
 * @param waits why its version is not taken yet, for one that is promoted
 */
public record Want(
        Subject subject,
        Question question,
        ImageStyle style,
        Scope scope,
        ManifestSettings settings,
        boolean addToOverlays,
        boolean asked,
        Optional<Stage> stage,
        Optional<String> waits) {
    /** A want that no environment is said of. */
    public Want(
            Subject subject,
            Question question,
            ImageStyle style,
            Scope scope,
            ManifestSettings settings,
            boolean addToOverlays,
            boolean asked) {
        this(subject, question, style, scope, settings, addToOverlays, asked, Optional.empty(), Optional.empty());
    }

    /** Where its versions come from; empty where its policy chooses among the registry's. */
    public Optional<Promotion> promotion() {
        return stage.flatMap(Stage::promotion);
    }

    public Want of(Stage part) {
        return new Want(
                subject, question, style, scope, settings, addToOverlays, asked, Optional.of(part), Optional.empty());
    }

    public Want asking(Question other) {
        return new Want(subject, other, style, scope, settings, addToOverlays, asked, stage, Optional.empty());
    }

    public Want waiting(String why) {
        return new Want(subject, question, style, scope, settings, addToOverlays, asked, stage, Optional.of(why));
    }

    /** What an earlier run by arguments alone has proposed, and nobody asks about now. */
    public static Want kept(Proposal proposal) {
        Subject subject = proposal.subject();
        return new Want(
                subject,
                Question.of(subject.image(), Optional.empty()),
                new ImageStyle(proposal.digest(), false),
                subject.scope(),
                ManifestSettings.STANDARD,
                false,
                false);
    }

    /** The same where it is edited in a part of its files only. */
    public Want in(Scope narrower) {
        return new Want(subject, question, style, narrower, settings, addToOverlays, asked, stage, waits);
    }

    public Want unasked() {
        return new Want(subject, question, style, scope, settings, addToOverlays, false, stage, waits);
    }

    public ImageName image() {
        return subject.image();
    }

    public Optional<PolicyName> policy() {
        return subject.policy();
    }

    /** Whether this field is meant, wherever a marker decides and where the image does. */
    public boolean means(ImageField field) {
        return scope.contains(field.file())
                && policy().map(policy -> field.policies().contains(policy))
                        .orElseGet(() -> field.name().map(image()::equals).orElse(false));
    }
}
