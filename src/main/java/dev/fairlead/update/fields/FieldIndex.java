package dev.fairlead.update.fields;

import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.FileChange;
import dev.fairlead.configrepo.FileEntry;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.ManifestFile;
import dev.fairlead.manifest.ManifestScan;
import dev.fairlead.manifest.Manifests;
import dev.fairlead.manifest.automation.Automation;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.PolicyName;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.overlay.FileTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The image fields of one commit. It can be {@linkplain #at carried on} to another commit, which costs no more than the
 * files that differ.
 */
public final class FieldIndex {
    private final ConfigRepo repo;
    private final Search search;
    private final Snapshot snapshot;
    private final Map<String, FoundFile> files;
    private final Map<String, Unread> unread;
    private final Map<String, Automation> automation;
    private final int looked;
    private final Map<ImageName, List<ImageField>> byImage = new HashMap<>();
    private final Map<PolicyName, List<ImageField>> byPolicy = new HashMap<>();

    private FieldIndex(
            ConfigRepo repo,
            Search search,
            Snapshot snapshot,
            Map<String, FoundFile> files,
            Map<String, Unread> unread,
            Map<String, Automation> automation,
            int looked) {
        this.repo = repo;
        this.search = search;
        this.snapshot = snapshot;
        this.files = files;
        this.unread = unread;
        this.automation = automation;
        this.looked = looked;
        for (FoundFile file : files.values()) {
            for (ImageField field : file.fields()) {
                field.name()
                        .ifPresent(name -> byImage.computeIfAbsent(name, any -> new ArrayList<>())
                                .add(field));
                field.policies()
                        .forEach(policy -> byPolicy.computeIfAbsent(policy, any -> new ArrayList<>())
                                .add(field));
            }
        }
    }

    /** Finds what is looked for in a commit. */
    public static FieldIndex of(ConfigRepo repo, Snapshot snapshot, Search search) {
        FieldIndex nothing = new FieldIndex(repo, search, snapshot, Map.of(), Map.of(), Map.of(), 0);
        return nothing.with(snapshot, nothing.listed(snapshot), Set.of());
    }

    /** The same search in another commit. */
    public FieldIndex at(Snapshot other) {
        if (other.commit().tree().equals(snapshot.commit().tree())) {
            return new FieldIndex(repo, search, other, files, unread, automation, looked);
        }
        List<FileChange> changes = repo.changes(snapshot, other).stream()
                .filter(change -> search.contains(change.path()))
                .toList();
        return with(
                other,
                changes.stream()
                        .flatMap(change -> change.after().stream())
                        .filter(entry -> entry.kind().isFile())
                        .toList(),
                changes.stream().map(FileChange::path).collect(Collectors.toSet()));
    }

    private Collection<FileEntry> listed(Snapshot from) {
        List<String> roots = search.roots();
        if (roots.isEmpty()) {
            return wanted(from.list());
        }
        Map<String, FileEntry> listed = new LinkedHashMap<>();
        for (String root : roots) {
            from.find(root).ifPresent(entry -> listed.put(entry.path(), entry));
            from.list(root).forEach(entry -> listed.put(entry.path(), entry));
        }
        return wanted(listed.values());
    }

    private List<FileEntry> wanted(Collection<FileEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.kind().isFile() && search.contains(entry.path()))
                .toList();
    }

    /** This index at another commit, with these files looked at anew and those that are gone left out. */
    private FieldIndex with(Snapshot at, Collection<FileEntry> entries, Set<String> changed) {
        Map<String, FoundFile> kept = new TreeMap<>(files);
        Map<String, Automation> keptAutomation = new HashMap<>(automation);
        Map<String, Unread> keptUnread = new TreeMap<>(unread);
        changed.forEach(kept::remove);
        changed.forEach(keptAutomation::remove);
        changed.forEach(keptUnread::remove);
        Map<String, FoundFile> candidates = candidates(at, entries);
        Manifests manifests = Manifests.with(search.settings());
        ManifestScan scan = manifests.scan(
                candidates.values().stream().map(FoundFile::manifest).toList());
        Map<String, List<ImageField>> fields =
                scan.fields().stream().collect(Collectors.groupingBy(ImageField::file, Collectors.toList()));
        fields.forEach((path, found) -> {
            FoundFile file = candidates.get(path);
            if (file != null) {
                kept.put(path, file.with(found));
            }
        });
        scan.skipped()
                .forEach(refusal -> file(candidates, refusal)
                        .ifPresent(file -> keptUnread.put(file.path(), Unread.leftOut(file, refusal))));
        scan.unread()
                .forEach(refusal -> file(candidates, refusal)
                        .ifPresent(file -> keptUnread.put(file.path(), Unread.unreadable(file, refusal))));
        automationByFile(scan.automation()).forEach(keptAutomation::put);
        return new FieldIndex(repo, search, at, kept, keptUnread, keptAutomation, looked + entries.size());
    }

    private static Optional<FoundFile> file(Map<String, FoundFile> candidates, Refusal refusal) {
        return Optional.ofNullable(candidates.get(refusal.place().file()));
    }

    /** Those of the files whose bytes hold one of the words. */
    private Map<String, FoundFile> candidates(Snapshot at, Collection<FileEntry> entries) {
        WordSet words = new WordSet(search.words());
        boolean all = search.namesFiles();
        Map<String, FoundFile> found = new TreeMap<>();
        at.read(entries, (entry, content) -> {
            if (all || words.anyIn(content)) {
                found.put(entry.path(), new FoundFile(entry, content, List.of()));
            }
        });
        return found;
    }

    private static Map<String, Automation> automationByFile(Automation found) {
        Map<String, Automation> byFile = new HashMap<>();
        found.policies()
                .forEach(policy -> byFile.merge(
                        policy.place().file(),
                        new Automation(List.of(policy), List.of(), List.of()),
                        FieldIndex::both));
        found.repositories()
                .forEach(repository -> byFile.merge(
                        repository.place().file(),
                        new Automation(List.of(), List.of(repository), List.of()),
                        FieldIndex::both));
        found.argoImages()
                .forEach(image -> byFile.merge(
                        image.place().file(), new Automation(List.of(), List.of(), List.of(image)), FieldIndex::both));
        return byFile;
    }

    private static Automation both(Automation a, Automation b) {
        return new Automation(
                together(a.policies(), b.policies()),
                together(a.repositories(), b.repositories()),
                together(a.argoImages(), b.argoImages()));
    }

    private static <T> List<T> together(List<T> a, List<T> b) {
        List<T> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    /** Whether it was read by this repository, whose mirror is still open. */
    boolean isOf(ConfigRepo other) {
        return repo == other;
    }

    /** The files with fields, by path. */
    public Collection<FoundFile> files() {
        return files.values();
    }

    /** One file with fields. */
    public Optional<FoundFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** The fields that hold an image. */
    public List<ImageField> of(ImageName image) {
        return byImage.getOrDefault(image, List.of());
    }

    /** The fields that a marker puts under a policy. */
    public List<ImageField> marked(PolicyName policy) {
        return byPolicy.getOrDefault(policy, List.of());
    }

    /** Every policy that a marker names. */
    public Set<PolicyName> policies() {
        return byPolicy.keySet();
    }

    /** Files that may hold a wanted image and could not be read, or were left out. */
    public Collection<Unread> unread() {
        return unread.values();
    }

    /** What other updaters were told in these files. */
    public Automation automation() {
        return new TreeMap<>(automation)
                .values().stream().reduce(new Automation(List.of(), List.of(), List.of()), FieldIndex::both);
    }

    /** How many files were looked at. */
    public int looked() {
        return looked;
    }

    /** The files of the commit by their paths: those that a kustomization refers to may be anywhere. */
    public FileTree tree() {
        return path ->
                snapshot.find(path).filter(entry -> entry.kind().isFile()).map(snapshot::read);
    }

    /** A file that holds no field of its own. */
    public FoundFile read(FileEntry entry) {
        return new FoundFile(entry, snapshot.read(entry), List.of());
    }

    /** The kustomizations among the files that are looked at. */
    public List<ManifestFile> kustomizations() {
        return listed(snapshot).stream()
                .filter(entry -> dev.fairlead.manifest.overlay.Overlays.isKustomization(entry.path()))
                .map(entry -> new ManifestFile(entry.path(), () -> snapshot.read(entry)))
                .toList();
    }
}
