package dev.fairlead.pipeline.access;

import dev.fairlead.FairleadException;
import dev.fairlead.Fingerprint;
import dev.fairlead.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Texts that libraries read from files only. The same text is the same file, so that runs side by side share it; none is secret. */
final class KeptFiles {
    private static final int NAME_BYTES = 8;

    private final Path root;

    KeptFiles(Path root) {
        this.root = root;
    }

    /** A folder that holds this one file. */
    Path folder(String kind, String name, String content) {
        Path folder = root.resolve(kind + "-" + Fingerprint.of(content, NAME_BYTES));
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                Path part = Files.createTempFile(folder, name, ".part");
                Files.writeString(part, content);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return folder;
        } catch (IOException e) {
            throw new FairleadException(
                    new Problem(file.toString(), "it cannot be written", "check the cache folder's rights"), e);
        }
    }
}
