package dev.fairlead.pipeline.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples are bound to the parameters that the plugin's sources have, though the plugin may not be built here. */
class ParametersTest {
    private static final Path STEPS = Path.of("jenkins-plugin/src/main/java/io/jenkins/plugins/fairlead/step")
            .toAbsolutePath();
    private static final Pattern SETTER =
            Pattern.compile("@DataBoundSetter\\s+public void set([A-Z]\\w*)\\(", Pattern.DOTALL);
    private static final Pattern CONSTRUCTOR =
            Pattern.compile("@DataBoundConstructor\\s+public \\w+\\(([^)]*)\\)", Pattern.DOTALL);
    private static final Pattern PARENT = Pattern.compile("class \\w+ extends (\\w+Step)\\b");

    @ParameterizedTest
    @CsvSource({
        "gitopsImageMetadata, ImageMetadataStep",
        "gitopsNewestTag,     NewestTagStep",
        "gitopsUpdateImage,   UpdateImageStep",
        "gitopsWaitForSync,   WaitForSyncStep",
    })
    void anExampleMayTellWhatThePluginHears(String step, String type) {
        Assumptions.assumeTrue(Files.isDirectory(STEPS), "no sources of the plugin's steps here");
        Map<String, Set<String>> known = StepWords.KNOWN;
        assertThat(new TreeSet<>(known.get(step))).isEqualTo(parameters(type));
    }

    private static Set<String> parameters(String type) {
        Set<String> found = new TreeSet<>();
        Path file = STEPS.resolve(type + ".java");
        if (!Files.exists(file)) {
            return found;
        }
        String source = read(file);
        SETTER.matcher(source).results().forEach(setter -> found.add(decapitalised(setter.group(1))));
        Matcher constructor = CONSTRUCTOR.matcher(source);
        if (constructor.find()) {
            Stream.of(constructor.group(1).split(","))
                    .map(String::strip)
                    .filter(parameter -> !parameter.isEmpty())
                    .forEach(parameter -> found.add(parameter.substring(parameter.lastIndexOf(' ') + 1)));
        }
        Matcher parent = PARENT.matcher(source);
        if (parent.find()) {
            found.addAll(parameters(parent.group(1)));
        }
        return found;
    }

    private static String decapitalised(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
