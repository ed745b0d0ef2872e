package dev.fairlead.manifest;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.field.PolicyName;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.overlay.FileTree;
import dev.fairlead.manifest.overlay.OverlayEntry;
import dev.fairlead.manifest.overlay.OverlayGap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rewrites many files to given images and policy results, and explains what did not change. Nothing is written. */
public final class RewriteJob {
    private final Manifests manifests;
    private final List<ManifestFile> files;
    private final Map<ImageName, ImageReference> images;
    private final Map<PolicyName, ImageReference> policies;

    /**
     * @param images the references that every field of their repository shall hold; each repository once
     * @param policies the results of policies
     */
    public RewriteJob(
            Manifests manifests,
            List<ManifestFile> files,
            List<ImageReference> images,
            Map<PolicyName, ImageReference> policies) {
        this.manifests = manifests;
        this.files = List.copyOf(files);
        this.images = new LinkedHashMap<>();
        images.forEach(image -> this.images.put(image.name(), image));
        this.policies = new LinkedHashMap<>(policies);
    }

    /**
     * Does it.
     *
     * @param tree finds the files of overlays' bases
     * @param addToOverlays whether overlays get entries for the images that they take from bases
     */
    public RewriteReport run(FileTree tree, boolean addToOverlays) {
        List<Rewrite> rewrites = manifests.rewrite(files, wanted());
        List<OverlayGap> gaps = images.isEmpty() ? List.of() : manifests.overlayGaps(files, tree, images.keySet());
        List<Rewrite> all = addToOverlays ? withEntries(rewrites, gaps) : rewrites;
        List<Refusal> overlays = addToOverlays
                ? List.of()
                : gaps.stream().map(OverlayGap::explanation).toList();
        return new RewriteReport(all, overlays, unmatched(all, gaps));
    }

    private List<Rewrite> withEntries(List<Rewrite> rewrites, List<OverlayGap> gaps) {
        Map<String, List<OverlayGap>> byFile = gaps.stream()
                .collect(Collectors.groupingBy(OverlayGap::overlay, LinkedHashMap::new, Collectors.toList()));
        Map<String, Rewrite> byPath = rewrites.stream().collect(Collectors.toMap(Rewrite::path, one -> one));
        byFile.forEach((path, missing) -> {
            Rewrite sofar = Optional.ofNullable(byPath.get(path)).orElseGet(() -> untouched(path));
            Rewrite grown = manifests.addToOverlay(
                    sofar, missing.stream().map(this::entry).toList());
            byPath.put(path, grown.withoutRefusals(settled(sofar, grown)));
        });
        return files.stream()
                .flatMap(file -> Optional.ofNullable(byPath.get(file.path())).stream())
                .toList();
    }

    /** What was refused of the fields that the overlay had, and is no longer: an entry without a version got one. */
    private List<Refusal> settled(Rewrite sofar, Rewrite grown) {
        if (sofar.refusals().isEmpty()) {
            return List.of();
        }
        Set<String> open = manifests.rewrite(ManifestFile.of(grown.path(), grown.after()), wanted()).refusals().stream()
                .map(Refusal::reason)
                .collect(Collectors.toSet());
        return sofar.refusals().stream()
                .filter(refusal -> !open.contains(refusal.reason()))
                .toList();
    }

    private Wanted wanted() {
        return Wanted.of(List.copyOf(images.values()), policies);
    }

    private Rewrite untouched(String path) {
        ManifestFile file = files.stream()
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseThrow();
        return manifests.rewrite(file, Wanted.of(List.of(), Map.of()));
    }

    private OverlayEntry entry(OverlayGap gap) {
        return gap.entry(target(images, gap.image()));
    }

    private List<String> unmatched(List<Rewrite> rewrites, List<OverlayGap> gaps) {
        Set<ImageName> openImages = new LinkedHashSet<>(images.keySet());
        Set<PolicyName> openPolicies = new LinkedHashSet<>(policies.keySet());
        gaps.forEach(gap -> openImages.remove(gap.image()));
        rewrites.stream()
                .flatMap(rewrite -> rewrite.changes().stream())
                .map(Change::field)
                .forEach(field -> {
                    field.name().ifPresent(openImages::remove);
                    field.policies().forEach(openPolicies::remove);
                });
        if (openImages.isEmpty() && openPolicies.isEmpty()) {
            return List.of();
        }
        WhyNot why = new WhyNot(manifests.scan(files));
        return Stream.concat(
                        openImages.stream().map(image -> why.image(target(images, image))),
                        openPolicies.stream().map(policy -> why.policy(policy, target(policies, policy))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static <K> ImageReference target(Map<K, ImageReference> targets, K key) {
        return Optional.ofNullable(targets.get(key)).orElseThrow();
    }
}
