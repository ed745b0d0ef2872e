package dev.fairlead.render.kustomize.build;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.generate.Loader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A folder with a kustomization, and the files that this may read: those in it and below it, if it is not allowed more. Links count as what they lead to. */
final class Folder implements Loader {
    static final List<String> NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private static final Pattern REMOTE =
            Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://.*|git::.*|[^/\\s]+@[^/\\s]+:.*|github\\.com[/:].*|gh:.*");
    private static final long LARGEST_FILE = 64L << 20;

    private final Path root;
    private final Access access;
    private final Optional<Folder> referrer;

    /**
     * What may be read.
     *
     * @param start the real folder in which the build begins
     * @param shown that folder as whoever asked for it calls it
     * @param outsideRoot whether files may lie outside of their kustomization's folder
     * @param boundary the folder that nothing may lie outside of, whatever else is allowed
     */
    record Access(Path start, Path shown, boolean outsideRoot, Optional<Path> boundary) {
        String name(Path path) {
            return shown.resolve(start.relativize(path)).normalize().toString();
        }
    }

    private Folder(Path root, Access access, Optional<Folder> referrer) {
        this.root = root;
        this.access = access;
        this.referrer = referrer;
    }

    /** The folder in which a build begins. */
    static Folder start(Path folder, boolean outsideRoot, Optional<Path> boundary) {
        try {
            Path real = folder.toRealPath();
            Optional<Path> realBoundary =
                    boundary.isPresent() ? Optional.of(boundary.get().toRealPath()) : boundary;
            Access access = new Access(real, folder, outsideRoot, realBoundary);
            if (Files.isDirectory(real)) {
                return new Folder(real, access, Optional.empty());
            }
        } catch (IOException e) {
            throw new RenderException(missing(folder.toString()), e);
        }
        throw new RenderException(missing(folder.toString()));
    }

    private static Problem missing(String folder) {
        return new Problem(folder, "there is no such folder", "name a folder with a kustomization.yaml");
    }

    /** The folder's own name. */
    String baseName() {
        return root.getFileName() == null ? "" : root.getFileName().toString();
    }

    @Override
    public String name(String path) {
        return access.name(root.resolve(path).normalize());
    }

    String name() {
        return access.name(root);
    }

    /** A path from this folder; where nothing may lie outside of a folder, the way up ends there as it does at a file system's root. */
    private Path resolved(String path) {
        Path whole = root.resolve(path).normalize();
        Optional<Path> top = access.boundary();
        if (top.isEmpty() || whole.startsWith(top.get()) || Path.of(path).isAbsolute()) {
            return root.resolve(path);
        }
        Deque<Path> below = new ArrayDeque<>();
        for (Path part : top.get().relativize(root).resolve(path)) {
            if (part.toString().equals("..")) {
                below.pollLast();
            } else {
                below.addLast(part);
            }
        }
        return below.stream().reduce(top.get(), Path::resolve);
    }

    /** Whether a text is the address of something elsewhere, and no path. */
    boolean isRemote(String text) {
        return REMOTE.matcher(text).matches() && !exists(text);
    }

    private boolean exists(String path) {
        try {
            return Files.exists(resolved(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Whether a path leads to a folder. */
    boolean isFolder(String path) {
        try {
            return Files.isDirectory(resolved(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** A folder that this one's kustomization builds on, which may not hold this one. */
    Folder enter(String path) {
        if (path.isEmpty() || Path.of(path).isAbsolute()) {
            throw RenderException.of("'" + path + "' is no relative path", "write the path from this folder");
        }
        if (Arrays.stream(path.split("/")).anyMatch(part -> part.contains("..") && !part.equals(".."))) {
            throw RenderException.of(
                    "'" + path + "' has '..' inside of a name, as two list items in one line do",
                    "correct the indentation of the list, or the path");
        }
        Path real = real(path);
        if (!Files.isDirectory(real)) {
            throw RenderException.of("'" + path + "' is no folder", "name a folder with a kustomization.yaml");
        }
        for (Optional<Folder> at = Optional.of(this); at.isPresent(); at = at.get().referrer) {
            if (at.get().root.startsWith(real)) {
                throw RenderException.of(
                        "'" + path + "' leads back to " + at.get().name() + ", which is being built",
                        "let no kustomization build on itself or on a folder above it");
            }
        }
        return new Folder(real, access, Optional.of(this));
    }

    private Path real(String path) {
        try {
            Path real = resolved(path).toRealPath();
            if (access.boundary().isPresent()
                    && !real.startsWith(access.boundary().get())) {
                throw RenderException.of(
                        "'" + path + "' leads out of the folder that is rendered", "keep all files inside of it");
            }
            return real;
        } catch (IOException | InvalidPathException e) {
            throw new RenderException(
                    new Problem(
                            "",
                            "'" + path + "' is neither a file nor a folder of " + name(),
                            "correct the path, or add what is missing"),
                    e);
        }
    }

    @Override
    public byte[] bytes(String path) {
        if (isRemote(path)) {
            throw Remote.refused(path);
        }
        Path real = real(path);
        if (!Files.isRegularFile(real)) {
            throw RenderException.of("'" + path + "' is no file", "name a file");
        }
        if (!access.outsideRoot() && !real.startsWith(root)) {
            throw RenderException.of(
                    "the file '" + path + "' is not in or below " + name(),
                    "move it there, or allow files outside of the root");
        }
        try {
            if (Files.size(real) > LARGEST_FILE) {
                throw RenderException.of("the file '" + path + "' is larger than 64 MiB", "make it smaller");
            }
            return Files.readAllBytes(real);
        } catch (IOException e) {
            throw new RenderException(new Problem("", "the file '" + path + "' cannot be read", "make it readable"), e);
        }
    }

    @Override
    public String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /** The name of the folder's only kustomization file. */
    String kustomizationFile() {
        List<String> present = NAMES.stream()
                .filter(name -> Files.isRegularFile(root.resolve(name)))
                .toList();
        if (present.size() == 1) {
            return present.get(0);
        }
        throw new RenderException(
                present.isEmpty()
                        ? new Problem(
                                name(),
                                "there is no kustomization.yaml, kustomization.yml or Kustomization",
                                "add one, or name another folder")
                        : new Problem(name(), "there are " + String.join(" and ", present), "keep one of them"));
    }
}
