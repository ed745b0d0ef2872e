package dev.fairlead.agent.source.store;

import dev.fairlead.Problem;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that is being filled with files of a stranger, and that nobody else sees before it is whole. Symbolic links are
 * made when everything else is there, so that nothing is ever written through one; one that leads out of the folder, or
 * nowhere, does not stay. For use by one thread, but {@link #file} by several.
 */
public final class Staging implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final String place;
    private final Limits limits;
    private final Set<String> files = new HashSet<>();
    private final Set<String> folders = new HashSet<>();
    private final Map<String, String> links = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private long bytes;

    Staging(Path folder, String place, Limits limits) {
        this.folder = folder;
        this.place = place;
        this.limits = limits;
    }

    /** What the files are of, for messages. */
    public String place() {
        return place;
    }

    public Limits limits() {
        return limits;
    }

    /** The folder itself. */
    public Path folder() {
        return folder;
    }

    /** What was left out and why. */
    public synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    public synchronized void note(String text) {
        notes.add(text);
    }

    /**
     * Writes a file.
     *
     * @throws SourceException if the path is not one, is taken already, or the whole is too much
     */
    public void file(String written, boolean executable, InputStream content) throws IOException {
        Path target = newFile(SafePath.of(written, place), written);
        try (OutputStream out = create(target, written)) {
            byte[] buffer = new byte[BUFFER];
            for (int n; (n = content.read(buffer)) >= 0; ) {
                count(n);
                write(out, buffer, n);
            }
        }
        mode(target, executable);
    }

    /** Where names differ in case only, some file systems have room for one. */
    private OutputStream create(Path target, String written) throws IOException {
        try {
            return Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw taken(written);
        }
    }

    /** A full disk is no fault of the source. */
    private void write(OutputStream out, byte[] buffer, int length) {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    static SourceException unwritable(Path where, IOException e) {
        return new SourceException(
                Kind.STORE,
                new Problem(
                        where.toString(),
                        "it cannot be written (" + e.getMessage() + ")",
                        "check the room on its disk, and its rights"),
                e);
    }

    /** Counts a folder, which is there whether it holds anything or not. */
    public void folder(String written) throws IOException {
        String path = SafePath.of(written, place);
        if (!path.isEmpty()) {
            makeFolders(path, written);
        }
    }

    /** A second name for a file that is there already: a copy, since links would make two paths change together. */
    public void copy(String written, String of) throws IOException {
        String source = SafePath.of(of, place);
        if (!isFile(source)) {
            throw SafePath.refused(
                    place, written, "it is a link to '" + SafePath.shown(of) + "', which is no file before it");
        }
        Path from = folder.resolve(source);
        try (InputStream content = Files.newInputStream(from)) {
            file(written, Files.isExecutable(from), content);
        }
    }

    /** A symbolic link, made at the end. */
    public synchronized void link(String written, String target) throws IOException {
        String path = SafePath.of(written, place);
        if (path.isEmpty() || files.contains(path) || folders.contains(path) || links.containsKey(path)) {
            throw taken(written);
        }
        makeParent(path, written);
        requireRoom();
        links.put(path, target);
    }

    private synchronized boolean isFile(String path) {
        return files.contains(path);
    }

    private synchronized Path newFile(String path, String written) throws IOException {
        if (path.isEmpty() || folders.contains(path) || links.containsKey(path) || !files.add(path)) {
            throw taken(written);
        }
        makeParent(path, written);
        requireRoom();
        return resolve(path, written);
    }

    private void makeParent(String path, String written) throws IOException {
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            makeFolders(path.substring(0, slash), written);
        }
    }

    private synchronized void makeFolders(String path, String written) throws IOException {
        if (folders.contains(path)) {
            return;
        }
        for (int slash = path.indexOf('/'); ; slash = path.indexOf('/', slash + 1)) {
            String part = slash < 0 ? path : path.substring(0, slash);
            if (!folders.contains(part)) {
                makeFolder(part, written);
            }
            if (slash < 0) {
                return;
            }
        }
    }

    private void makeFolder(String path, String written) throws IOException {
        if (files.contains(path) || links.containsKey(path)) {
            throw taken(written);
        }
        folders.add(path);
        requireRoom();
        try {
            Files.createDirectory(resolve(path, written));
        } catch (FileAlreadyExistsException e) {
            throw taken(written);
        }
    }

    private Path resolve(String path, String written) {
        try {
            return folder.resolve(path);
        } catch (InvalidPathException e) {
            throw new SourceException(
                    Kind.INVALID,
                    place + " '" + SafePath.shown(written) + "'",
                    "this machine cannot have a file of that name",
                    "run with a locale of UTF-8 (LC_ALL=C.UTF-8)");
        }
    }

    private void requireRoom() {
        if (files.size() + folders.size() + links.size() > limits.entries()) {
            throw new SourceException(
                    Kind.HOSTILE,
                    place,
                    "it has more than " + limits.entries() + " files, folders and links",
                    "make it smaller, or name the folders or layers that are wanted");
        }
    }

    private synchronized void count(long more) {
        bytes += more;
        if (bytes > limits.bytes()) {
            throw new SourceException(
                    Kind.HOSTILE,
                    place,
                    "its files have more than " + (limits.bytes() >> 20) + " MiB",
                    "make it smaller, or name the folders or layers that are wanted");
        }
    }

    private SourceException taken(String written) {
        return SafePath.refused(place, written, "there is an entry of that path already");
    }

    private static void mode(Path file, boolean executable) throws IOException {
        if (executable && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Makes the links. After this, nothing is added. */
    public synchronized void finish() throws IOException {
        new Links(this, links).make();
    }

    /** Deletes the files that the rules leave out, after all are there. */
    public void leaveOut(Ignore rules) throws IOException {
        for (String path : List.copyOf(files)) {
            if (rules.leavesOut(path)) {
                Files.deleteIfExists(folder.resolve(path));
                files.remove(path);
            }
        }
        links.keySet().removeIf(rules::leavesOut);
    }

    /** Every file so far, by its path. */
    public synchronized Set<String> files() {
        return Set.copyOf(files);
    }

    /** Lets go of what was not kept. */
    @Override
    public void close() {
        try {
            Trees.delete(folder);
        } catch (IOException e) {
            LOG.warn("{} was left behind: {}", folder, e.toString());
        }
    }
}
