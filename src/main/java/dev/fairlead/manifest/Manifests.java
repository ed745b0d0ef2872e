package dev.fairlead.manifest;

import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.locate.LocatedFile;
import dev.fairlead.manifest.locate.Locator;
import dev.fairlead.manifest.overlay.FileTree;
import dev.fairlead.manifest.overlay.OverlayEntry;
import dev.fairlead.manifest.overlay.OverlayGap;
import dev.fairlead.manifest.overlay.Overlays;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the image fields of files and rewrites them. It keeps no state between calls and serves several threads. */
public final class Manifests {
    private final Locator locator;

    private Manifests(Locator locator) {
        this.locator = locator;
    }

    /**
     * A finder of the known forms and of what these settings add.
     *
     * @throws dev.fairlead.FairleadException if a configured path cannot be read
     */
    public static Manifests with(ManifestSettings settings) {
        return new Manifests(new Locator(settings.customFields(), settings.textPatterns(), settings.templates()));
    }

    /**
     * Whether a file of this path can hold image fields, told without reading it: YAML, JSON, the text files in which
     * markers are looked for, and whatever a configured glob names.
     */
    public boolean considers(String path) {
        return locator.considers(path);
    }

    /**
     * Finds every image field of these files, several files at a time, at most one a processor. Files that
     * {@link #considers} refuses are read for markers alone.
     */
    public ManifestScan scan(List<ManifestFile> files) {
        List<LocatedFile> located = files.parallelStream().map(this::locate).toList();
        return ManifestScan.of(located);
    }

    private LocatedFile locate(ManifestFile file) {
        try {
            return locator.locate(file.path(), file.content().read());
        } catch (IOException failure) {
            return LocatedFile.unread(unreadable(file, failure));
        }
    }

    private static Refusal unreadable(ManifestFile file, IOException failure) {
        return new Refusal(Place.of(file.path()), "it cannot be read: " + failure.getMessage(), "");
    }

    /**
     * Rewrites one file; nothing is written anywhere.
     *
     * @throws dev.fairlead.FairleadException never for what is in the file: that is a refusal in the answer
     */
    public Rewrite rewrite(ManifestFile file, Wanted wanted) {
        try {
            return new FileRewriter(locator, file.path(), file.content().read()).rewrite(wanted);
        } catch (IOException failure) {
            byte[] none = new byte[0];
            return new Rewrite(file.path(), none, none, List.of(), List.of(unreadable(file, failure)));
        }
    }

    /**
     * Rewrites these files, several at a time. The answer holds, in the order of the files, those that change and those in
     * which something wanted was refused. A file that cannot be read counts as refused if it mentions what is wanted.
     */
    public List<Rewrite> rewrite(List<ManifestFile> files, Wanted wanted) {
        Predicate<byte[]> concerned = wanted.words().map(this::mentions).orElse(bytes -> true);
        return files.parallelStream()
                .map(file -> rewriteIfConcerned(file, wanted, concerned))
                .flatMap(Optional::stream)
                .filter(rewrite -> rewrite.changed() || !rewrite.refusals().isEmpty())
                .toList();
    }

    private Predicate<byte[]> mentions(Set<String> words) {
        return locator.namesImages() ? bytes -> true : Locator.mentions(words);
    }

    private Optional<Rewrite> rewriteIfConcerned(ManifestFile file, Wanted wanted, Predicate<byte[]> concerned) {
        byte[] bytes;
        try {
            bytes = file.content().read();
        } catch (IOException failure) {
            return Optional.of(rewrite(file, wanted));
        }
        return concerned.test(bytes)
                ? Optional.of(new FileRewriter(locator, file.path(), bytes).rewrite(wanted))
                : Optional.empty();
    }

    /**
     * Finds the kustomizations among these files that take one of these images from a base which is not among them, and set
     * no version of it in {@code images}. Nothing is edited there unless an entry is added ({@link #addToOverlay}).
     *
     * @param tree finds the files of bases
     * @throws dev.fairlead.FairleadException if a file cannot be read
     */
    public List<OverlayGap> overlayGaps(List<ManifestFile> files, FileTree tree, Set<ImageName> images) {
        Set<String> lookedAt = files.stream().map(ManifestFile::path).collect(Collectors.toSet());
        Overlays overlays = new Overlays(locator, tree, lookedAt);
        return files.stream()
                .filter(file -> Overlays.isKustomization(file.path()))
                .flatMap(file -> gaps(overlays, file, images).stream())
                .toList();
    }

    private static List<OverlayGap> gaps(Overlays overlays, ManifestFile file, Set<ImageName> images) {
        try {
            return overlays.gaps(file.path(), file.content().read(), images);
        } catch (IOException toldByScan) {
            return List.of();
        }
    }

    /** Adds entries to a kustomization that {@link #overlayGaps} named, after the rewrite of the fields that it has. */
    public Rewrite addToOverlay(Rewrite rewrite, List<OverlayEntry> entries) {
        Overlays.Grown grown = Overlays.add(rewrite.path(), rewrite.after(), entries);
        Stream<Change> added = grown.refusals().isEmpty() ? entries.stream().map(Manifests::change) : Stream.empty();
        return rewrite.with(grown.bytes(), added.toList(), grown.refusals());
    }

    private static Change change(OverlayEntry entry) {
        ImageField field = entry.gap().inBase();
        String after = entry.target()
                .withName(ImageName.parse(entry.gap().nameInBase()))
                .toString();
        return new Change(field, Part.REFERENCE, Place.of(entry.gap().overlay()), field.shown(), after);
    }
}
