package dev.fairlead.manifest.yaml;

import dev.fairlead.manifest.yaml.Content.Text;
import dev.fairlead.manifest.yaml.EventParser.Events;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Some changes made together: the new bytes, and whether they can be proved. */
final class Attempt {
    private final YamlFile file;
    private final List<Change> changes;
    private final List<Patch> patches;
    private final byte[] bytes;
    private Optional<YamlFile> reread = Optional.empty();

    Attempt(YamlFile file, List<Change> changes) {
        this.file = file;
        this.changes = changes;
        this.patches = changes.stream()
                .flatMap(change -> change.patches().stream())
                .sorted(Comparator.comparingInt(Patch::start))
                .toList();
        this.bytes = splice();
    }

    List<Change> changes() {
        return changes;
    }

    List<Patch> patches() {
        return patches;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The new bytes as they were read to prove them; empty before that, and where they are beyond the limits of a file. */
    Optional<YamlFile> reread() {
        return reread;
    }

    /** Copies what lies between the patches, and the patches: every offset is one of the old bytes, so that none ever moves. */
    private byte[] splice() {
        byte[] old = file.text().bytes();
        ByteArrayOutputStream spliced = new ByteArrayOutputStream(old.length + 64);
        int from = 0;
        for (Patch patch : patches) {
            int start = file.text().byteOffset(patch.start());
            spliced.write(old, from, start - from);
            spliced.writeBytes(patch.text().getBytes(StandardCharsets.UTF_8));
            from = file.text().byteOffset(patch.end());
        }
        spliced.write(old, from, old.length - from);
        return spliced.toByteArray();
    }

    /** Why the new bytes are not the old ones with the wanted changes; empty if they are. */
    Optional<String> difference() {
        if (patches.isEmpty()) {
            return Optional.empty();
        }
        if (!keepsTheRest()) {
            return Optional.of("bytes outside of the edits would change");
        }
        Map<Integer, String> values = new HashMap<>();
        Map<Integer, Content> additions = new HashMap<>();
        for (Change change : changes) {
            if (change.target() instanceof Scalar scalar) {
                values.put(scalar.ordinal(), ((Text) change.result()).value());
            } else {
                additions.put(((Branch) change.target()).ordinal(), change.result());
            }
        }
        return difference(values, additions);
    }

    private Optional<String> difference(Map<Integer, String> values, Map<Integer, Content> additions) {
        try {
            SourceText after =
                    SourceText.decode(file.name(), bytes, new YamlLimits(Integer.MAX_VALUE, Integer.MAX_VALUE));
            Events before = file.events();
            // A reader that takes no tab before this edit takes none afterwards: behind quotes more of them stumble.
            Events now = EventParser.events(after, before.tabs());
            Optional<String> difference = EventProof.difference(values, additions, before, now);
            if (file.isJson() && difference.isEmpty()) {
                difference = JsonProof.difference(values, file.text(), after);
            }
            if (difference.isEmpty()) {
                reread = file.edited(after, now);
            }
            return difference;
        } catch (UnreadableException e) {
            return Optional.of("the edited file cannot be read (" + e.problem() + ")");
        }
    }

    /** Walks both byte arrays from the front, past every patch: what lies between the patches must be the same. */
    private boolean keepsTheRest() {
        byte[] old = file.text().bytes();
        int oldAt = 0;
        int newAt = 0;
        for (Patch patch : patches) {
            int length = file.text().byteOffset(patch.start()) - oldAt;
            if (length < 0 || !Arrays.equals(old, oldAt, oldAt + length, bytes, newAt, newAt + length)) {
                return false;
            }
            oldAt = file.text().byteOffset(patch.end());
            newAt += length + patch.text().getBytes(StandardCharsets.UTF_8).length;
        }
        return Arrays.equals(old, oldAt, old.length, bytes, newAt, bytes.length);
    }
}
