package dev.fairlead.agent.source.store;

import dev.fairlead.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Folders with all below them. */
final class Trees {
    private static final int BUFFER = 1 << 16;

    private Trees() {}

    /**
     * The digest of the files and links below a folder: SHA-256 over a line for each, in the order of their paths, with its
     * kind, the SHA-256 of its bytes (of a link's target), and its path. Folders and times do not count.
     */
    static Digest digest(Path folder) throws IOException {
        MessageDigest whole = sha256();
        for (Path file : files(folder)) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            String line = kind(file) + " " + content(file) + " " + path + "\0";
            whole.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return new Digest("sha256", HexFormat.of().formatHex(whole.digest()));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(path -> Files.isSymbolicLink(path) || !Files.isDirectory(path))
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String kind(Path file) {
        if (Files.isSymbolicLink(file)) {
            return "link";
        }
        return Files.isExecutable(file) ? "exec" : "file";
    }

    private static String content(Path file) throws IOException {
        MessageDigest digest = sha256();
        if (Files.isSymbolicLink(file)) {
            digest.update(Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8));
        } else {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] buffer = new byte[BUFFER];
                for (int n; (n = in.read(buffer)) >= 0; ) {
                    digest.update(buffer, 0, n);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Deletes a folder with all below it; follows no link. Nothing there is as good. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path done, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                Files.deleteIfExists(done);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
