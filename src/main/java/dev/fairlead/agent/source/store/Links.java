package dev.fairlead.agent.source.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes symbolic links in a folder and takes those away again that lead out of it or nowhere. Where a link leads is asked
 * of the file system, after all are there: a link that goes through others cannot be judged by its text.
 */
final class Links {
    private final Staging staging;
    private final Map<String, String> targets;
    private final Path root;

    Links(Staging staging, Map<String, String> targets) throws IOException {
        this.staging = staging;
        this.targets = targets;
        this.root = staging.folder().toRealPath();
    }

    void make() throws IOException {
        for (Map.Entry<String, String> link : targets.entrySet()) {
            Path at = staging.folder().resolve(link.getKey());
            if (!create(at, link.getValue())) {
                staging.note(link.getKey() + ": left out, for it is a link that leads out of the source");
            }
        }
        // Taking one away may cut what others go through: until all that stay lead inside.
        boolean changed = true;
        while (changed) {
            changed = false;
            for (String path : targets.keySet()) {
                changed |= judge(path);
            }
        }
    }

    private static boolean create(Path at, String target) throws IOException {
        try {
            if (target.isEmpty() || target.startsWith("/")) {
                return false;
            }
            Files.createSymbolicLink(at, Path.of(target));
            return true;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Whether the link was taken away. */
    private boolean judge(String path) throws IOException {
        Path link = staging.folder().resolve(path);
        if (!Files.isSymbolicLink(link)) {
            return false;
        }
        String fault = fault(link);
        if (fault.isEmpty()) {
            return false;
        }
        Files.delete(link);
        staging.note(path + ": left out, for it is a link that leads " + fault);
        return true;
    }

    private String fault(Path link) {
        Path real;
        try {
            real = link.toRealPath();
        } catch (IOException e) {
            return "nowhere";
        }
        return real.startsWith(root) ? "" : "out of the source";
    }
}
