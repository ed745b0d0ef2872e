package dev.fairlead.manifest;

import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.automation.Automation;
import java.util.List;
import java.util.Set;

/**
 * Finds the image fields of files and rewrites them. It keeps no state between calls and serves several threads. The forms
 * are not joined yet: for now it finds nothing.
 */
public final class Manifests {
    private final ManifestSettings settings;

    private Manifests(ManifestSettings settings) {
        this.settings = settings;
    }

    public static Manifests with(ManifestSettings settings) {
        return new Manifests(settings);
    }

    /**
     * Whether a file of this path can hold image fields, told without reading it: YAML, JSON, the text files that
     * markers are known in, and whatever a configured glob names.
     */
    public boolean considers(String path) {
        return path.endsWith(".yaml") && !settings.templates();
    }

    /**
     * Finds every image field of these files, several files at a time, at most one a processor. Files that
     * {@link #considers} refuses are read for markers alone.
     */
    public ManifestScan scan(List<ManifestFile> files) {
        return new ManifestScan(
                files.size(), List.of(), List.of(), List.of(), new Automation(List.of(), List.of(), List.of()));
    }

    /** Rewrites one file; nothing is written anywhere. */
    public Rewrite rewrite(ManifestFile file, Wanted wanted) {
        return rewrite(file, wanted, List.of());
    }

    /** Rewrites one file and adds these entries to the {@code images} of the kustomization that it is. */
    public Rewrite rewrite(ManifestFile file, Wanted wanted, List<OverlayEntry> entries) {
        return new Rewrite(file.path(), new byte[0], new byte[0], List.of(), List.of());
    }

    /**
     * Rewrites these files, several at a time. The answer holds, in the order of the files, those that change and those in
     * which something wanted was refused.
     */
    public List<Rewrite> rewrite(List<ManifestFile> files, Wanted wanted) {
        return files.stream()
                .map(file -> rewrite(file, wanted))
                .filter(rewrite -> rewrite.changed() || !rewrite.refusals().isEmpty())
                .toList();
    }

    /**
     * Finds the kustomizations among these files that take one of these images from a base outside of them without an
     * entry of their own in {@code images}. Nothing can be edited there unless an entry is added ({@link OverlayGap#entry}).
     *
     * @param tree finds the files of bases, which need not be among the given ones
     */
    public List<OverlayGap> overlayGaps(List<ManifestFile> files, FileTree tree, Set<ImageName> images) {
        return List.of();
    }
}
