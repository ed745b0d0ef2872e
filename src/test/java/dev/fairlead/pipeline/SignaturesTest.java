package dev.fairlead.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.pipeline.access.Connections;
import dev.fairlead.pipeline.sync.SyncCheck;
import dev.fairlead.update.report.ReportText;
import dev.fairlead.update.report.UpdateReport;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Pins what a plugin compiles against: the public types of this room, and those of other rooms that their signatures and
 * records name. The plugin is not built everywhere, so that a change that breaks it has to be seen here.
 */
class SignaturesTest {
    private static final String GOLDEN = "/dev/fairlead/pipeline/signatures.txt";
    private static final Path SOURCE = Path.of("src/test/resources" + GOLDEN);
    private static final String CHANGE = """
            The face of the engine changed, and jenkins-plugin/ is compiled against it.
            Where that was not meant, take the change back. Where it was: change the plugin in the same commit, tell it in
            CHANGELOG.md, and write the golden file anew with
              mvn test -Dtest=SignaturesTest -Dsignatures=write
            """;

    /** Public because a room has several packages, and nothing for a plugin. */
    private static final Set<Class<?>> INSIDE = Set.of(Connections.class, SyncCheck.class);

    /** What a plugin needs beside what signatures name: what is thrown, and how a report is read. */
    private static final List<Class<?>> ALSO =
            List.of(FairleadException.class, Problem.class, ReportText.class, UpdateReport.Status.class);

    @Test
    void theFaceIsAsThePluginKnowsIt() throws IOException {
        String now = printed();
        if ("write".equals(System.getProperty("signatures"))) {
            Files.createDirectories(SOURCE.getParent());
            Files.writeString(SOURCE, now);
        }
        try (InputStream golden = SignaturesTest.class.getResourceAsStream(GOLDEN)) {
            String pinned = Files.exists(SOURCE)
                    ? Files.readString(SOURCE)
                    : new String(golden.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(now.lines().toList()).as(CHANGE).isEqualTo(pinned.lines().toList());
        }
    }

    private static String printed() {
        return closure().values().stream().map(SignaturesTest::print).collect(Collectors.joining("\n"));
    }

    /** The types of the room and, from them, all of ours that signatures name; from other rooms' types, what records hold. */
    private static Map<String, Class<?>> closure() {
        Deque<Class<?>> open = new ArrayDeque<>(ALSO);
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.fairlead.pipeline")
                        .stream()
                        .map(JavaClass::reflect)
                        .filter(SignaturesTest::visible)
                        .filter(type -> !INSIDE.contains(type))
                        .forEach(open::add);
        Map<String, Class<?>> found = new TreeMap<>();
        while (!open.isEmpty()) {
            Class<?> type = open.pop();
            if (found.put(type.getName(), type) == null) {
                named(type)
                        .filter(used -> used.getName().startsWith("dev.fairlead."))
                        .forEach(open::add);
            }
        }
        return found;
    }

    private static Stream<Class<?>> named(Class<?> type) {
        Stream<Type> held = type.isRecord()
                ? Arrays.stream(type.getRecordComponents()).map(RecordComponent::getGenericType)
                : Stream.of();
        Stream<Type> spoken =
                type.getName().startsWith("dev.fairlead.pipeline.") || type.isInterface() || ALSO.contains(type)
                        ? executables(type).flatMap(SignaturesTest::types)
                        : Stream.of();
        return Stream.concat(held, spoken).flatMap(SignaturesTest::classes);
    }

    private static Stream<Type> types(Executable executable) {
        Stream<Type> parameters = Arrays.stream(executable.getGenericParameterTypes());
        return executable instanceof Method method
                ? Stream.concat(parameters, Stream.of(method.getGenericReturnType()))
                : parameters;
    }

    private static Stream<Class<?>> classes(Type type) {
        if (type instanceof Class<?> plain) {
            return Stream.of(plain);
        }
        if (type instanceof ParameterizedType generic) {
            return Stream.concat(
                    classes(generic.getRawType()),
                    Arrays.stream(generic.getActualTypeArguments()).flatMap(SignaturesTest::classes));
        }
        return type instanceof WildcardType wild
                ? Arrays.stream(wild.getUpperBounds()).flatMap(SignaturesTest::classes)
                : Stream.of();
    }

    private static boolean visible(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && !type.isSynthetic()
                && (type.getDeclaringClass() == null || visible(type.getDeclaringClass()));
    }

    private static Stream<Executable> executables(Class<?> type) {
        return Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
                .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic());
    }

    private static String print(Class<?> type) {
        String kind = type.isRecord() ? "record" : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
        String sealed = type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .sorted()
                        .collect(Collectors.joining(", ", " permits ", ""))
                : "";
        Stream<String> components = type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(component ->
                                "  component " + brief(component.getGenericType()) + " " + component.getName())
                : Stream.of();
        Stream<String> constants = Arrays.stream(type.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .sorted(Comparator.comparing(Field::getName))
                .map(field -> "  constant " + brief(field.getGenericType()) + " " + field.getName());
        Stream<String> members = executables(type)
                .filter(member -> !type.isRecord() || !ofEveryRecord(type, member))
                .filter(member -> !Set.of("values", "valueOf").contains(member.getName()))
                .map(SignaturesTest::print)
                .sorted();
        return Stream.of(Stream.of(kind + " " + type.getName() + sealed), components, constants, members)
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** The canonical constructor and the accessors follow from the components. */
    private static boolean ofEveryRecord(Class<?> type, Executable member) {
        List<RecordComponent> components = Arrays.asList(type.getRecordComponents());
        boolean accessor = member.getParameterCount() == 0
                && components.stream().anyMatch(component -> component.getName().equals(member.getName()));
        boolean canonical = member instanceof Constructor<?> && member.getParameterCount() == components.size();
        return accessor || canonical || Set.of("equals", "hashCode", "toString").contains(member.getName());
    }

    private static String print(Executable member) {
        String parameters = Arrays.stream(member.getGenericParameterTypes())
                .map(SignaturesTest::brief)
                .collect(Collectors.joining(", ", "(", ")"));
        if (member instanceof Method method) {
            String modifier = Modifier.isStatic(method.getModifiers()) ? "static " : "";
            return "  " + modifier + brief(method.getGenericReturnType()) + " " + method.getName() + parameters;
        }
        return "  new" + parameters;
    }

    private static String brief(Type type) {
        return type.getTypeName().replaceAll("[a-z]+\\.(?=[a-zA-Z.]*[A-Z])", "");
    }
}
