package dev.fairlead.manifest.yaml;

import dev.fairlead.manifest.yaml.Content.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /** Replaces the patched ranges, from the last to the first, so that no offset ever moves. */
    private byte[] splice() {
        byte[] spliced = file.text().bytes().clone();
        for (int i = patches.size() - 1; i >= 0; i--) {
            Patch patch = patches.get(i);
            byte[] added = patch.text().getBytes(StandardCharsets.UTF_8);
            int from = file.text().byteOffset(patch.start());
            int to = file.text().byteOffset(patch.end());
            byte[] next = Arrays.copyOf(spliced, spliced.length - (to - from) + added.length);
            System.arraycopy(added, 0, next, from, added.length);
            System.arraycopy(spliced, to, next, from + added.length, spliced.length - to);
            spliced = next;
        }
        return spliced;
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
        return file.difference(bytes, values, additions);
    }

    /** Walks both byte arrays from the front, past every patch: what lies between the patches must be the same. */
    private boolean keepsTheRest() {
        byte[] old = file.text().bytes();
        int oldAt = 0;
        int newAt = 0;
        List<Patch> all = new ArrayList<>(patches);
        for (Patch patch : all) {
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
