package dev.fairlead.pipeline.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A pipeline that people read: a Jenkinsfile, or a block of Groovy in a document.
 *
 * @param place the file, with the line of a block
 */
record Example(String place, String text) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```groovy\\n(.*?)^ *```");
    private static final List<String> ROOTS = List.of(
            "Jenkinsfile",
            "README.md",
            "docs",
            "jenkins-plugin/Jenkinsfile",
            "jenkins-plugin/README.md",
            "jenkins-plugin/docs");

    /** Every one of the repository. */
    static List<Example> all() {
        return ROOTS.stream()
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(Example::files)
                .sorted()
                .flatMap(file -> in(file).stream())
                .toList();
    }

    private static Stream<Path> files(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".md") || file.endsWith("Jenkinsfile"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Example> in(Path file) {
        try {
            String text = Files.readString(file);
            return file.endsWith("Jenkinsfile") ? List.of(new Example(file.toString(), text)) : blocks(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Example> blocks(Path file, String text) {
        List<Example> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            long line = text.substring(0, block.start()).lines().count() + 1;
            found.add(new Example(file + ":" + line, block.group(2)));
        }
        return found;
    }

    @Override
    public String toString() {
        return place;
    }
}
