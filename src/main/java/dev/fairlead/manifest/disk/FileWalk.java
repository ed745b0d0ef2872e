package dev.fairlead.manifest.disk;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.Refusal;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The files under some paths, in the order of their names. Folders are walked without following symbolic links: what a link
 * leads to is looked at where it really is, or was not meant. A path that is named itself is taken whatever it is called,
 * and through a link.
 */
public final class FileWalk {
    private final Predicate<String> considered;
    private final Set<Path> files = new LinkedHashSet<>();
    private final List<Refusal> skipped = new ArrayList<>();
    private int others;

    private FileWalk(Predicate<String> considered) {
        this.considered = considered;
    }

    /**
     * Walks.
     *
     * @param considered tells by a file's path whether it is taken from a folder
     * @throws FairleadException if a path is not there, or a folder cannot be listed
     */
    public static FileWalk of(List<Path> paths, Predicate<String> considered) {
        FileWalk walk = new FileWalk(considered);
        paths.forEach(walk::take);
        return walk;
    }

    /** The files, as their paths were given. */
    public List<Path> files() {
        return List.copyOf(files);
    }

    /** The symbolic links that were left out, with the reason. */
    public List<Refusal> skipped() {
        return Collections.unmodifiableList(skipped);
    }

    /** How many files of other kinds there are. */
    public int others() {
        return others;
    }

    /** A path as reports write it: with {@code /} between folders and no {@code ./} in front. */
    public static String name(Path path) {
        String name = path.normalize().toString().replace('\\', '/');
        return name.isEmpty() ? "." : name;
    }

    private void take(Path path) {
        if (Files.isRegularFile(path)) {
            files.add(path.normalize());
        } else if (Files.isDirectory(path)) {
            walk(path.normalize());
        } else {
            throw new FairleadException(
                    new Problem(name(path), "there is no file or folder of this name", "check the path"));
        }
    }

    private void walk(Path folder) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new Visitor(found));
            Collections.sort(found);
            files.addAll(found);
        } catch (IOException failure) {
            String place = failure instanceof FileSystemException system && system.getFile() != null
                    ? name(Path.of(system.getFile()))
                    : name(folder);
            throw new FairleadException(
                    new Problem(place, "it cannot be listed: " + DiskFile.cause(failure), "check its permissions"),
                    failure);
        }
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final List<Path> found;

        Visitor(List<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            Path name = folder.getFileName();
            boolean git = name != null && name.toString().equals(".git");
            return git ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!considered.test(name(file))) {
                others++;
            } else if (attributes.isSymbolicLink()) {
                String reason = Files.exists(file)
                        ? "it is a symbolic link: what it leads to is looked at where it is"
                        : "it is a symbolic link that leads nowhere";
                skipped.add(new Refusal(Place.of(name(file)), reason, ""));
            } else if (attributes.isRegularFile()) {
                found.add(file.normalize());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (!Files.isDirectory(file)) {
                found.add(file.normalize());
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
