package dev.fairlead.update.hold;

import dev.fairlead.configrepo.CommitInfo;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitException;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.fields.FieldIndex;
import dev.fairlead.update.fields.Search;
import dev.fairlead.update.pending.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out whether people went back from a version: it was on the base branch, and an older one is there now. Who wrote
 * the step back, and how (a revert, an edit, a merge), makes no difference.
 */
public final class Rollbacks {
    private final ConfigRepo repo;
    private final BaseHistory history;

    public Rollbacks(ConfigRepo repo, BaseHistory history) {
        this.repo = repo;
        this.history = history;
    }

    /**
     * Why a version is kept out of a field.
     *
     * @param field the field as the base holds it, with another version
     * @param path the file that the version would be written to: the field's own, or an overlay's on its behalf
     * @param settings with which the field is found
     */
    public Optional<Hold> of(
            ImageName image, Version version, ImageField field, String path, ManifestSettings settings) {
        return delivered(image, version, field, path, settings)
                .or(() -> reverted(image, version, field, path, settings));
    }

    private Optional<Hold> delivered(
            ImageName image, Version version, ImageField field, String path, ManifestSettings settings) {
        Optional<Delivery> last = history.last(image, path);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Delivery delivery = last.get();
        Version brought = delivery.proposal().version();
        boolean inPlace = held(field).map(brought::same).orElse(true);
        if (inPlace || !Holds.keepsOut(brought, version)) {
            return Optional.empty();
        }
        boolean certain = !delivery.proposal().files().isEmpty()
                || hadThere(delivery.commit(), field, path, brought.tag(), settings)
                        .orElse(true);
        return certain ? Optional.of(goneBack(image, version, path, delivery)) : Optional.empty();
    }

    private static Hold goneBack(ImageName image, Version version, String path, Delivery delivery) {
        return Hold.releasable(
                "people went back from " + delivery.proposal().version() + ", which "
                        + delivery.commit().abbreviated() + " had brought to " + path,
                version.of(image).withoutDigest().toString());
    }

    private Optional<Hold> reverted(
            ImageName image, Version version, ImageField field, String path, ManifestSettings settings) {
        for (CommitInfo revert : history.reverts()) {
            boolean before = hadThere(BaseHistory.before(revert), field, path, version.tag(), settings)
                    .orElse(false);
            if (before
                    && !hadThere(revert.id(), field, path, version.tag(), settings)
                            .orElse(true)) {
                return Optional.of(Hold.releasable(
                        revert.id().abbreviated() + " reverted it in " + path,
                        version.of(image).withoutDigest().toString()));
            }
        }
        return Optional.empty();
    }

    /** Whether the file held this tag for the field's image in a commit; empty where the remote does not give that commit. */
    private Optional<Boolean> hadThere(
            GitId commit, ImageField field, String path, Tag tag, ManifestSettings settings) {
        Search search = new Search(
                settings,
                Set.of(Scope.of(List.of(path))),
                field.name().stream().collect(java.util.stream.Collectors.toSet()),
                Set.copyOf(field.policies()),
                false);
        try {
            return Optional.of(FieldIndex.of(repo, repo.snapshot(commit), search).files().stream()
                    .flatMap(file -> file.fields().stream())
                    .filter(before -> before.name().equals(field.name()))
                    .anyMatch(before -> before.tag().equals(Optional.of(tag.value()))));
        } catch (GitException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<Version> held(ImageField field) {
        return field.tag()
                .flatMap(Tag::tryParse)
                .map(tag -> new Version(tag, field.digest().flatMap(Rollbacks::digest), Optional.empty()));
    }

    private static Optional<Digest> digest(String text) {
        try {
            return Optional.of(Digest.parse(text));
        } catch (dev.fairlead.FairleadException none) {
            return Optional.empty();
        }
    }
}
