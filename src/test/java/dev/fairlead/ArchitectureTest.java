package dev.fairlead;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the table of rooms in {@code docs/architecture.md} against the code. */
class ArchitectureTest {
    private static final String ROOT = "dev.fairlead";

    /** Every room with the rooms that it may use, in the order in which a version travels. */
    private static final Map<String, Set<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("image", Set.of()),
            Map.entry("identity", Set.of()),
            Map.entry("registry", Set.of("image", "identity")),
            Map.entry("selection", Set.of("image", "registry")),
            Map.entry("signature", Set.of("image", "registry", "selection")),
            Map.entry("manifest", Set.of("image")),
            Map.entry("render", Set.of("manifest")),
            Map.entry("configrepo", Set.of("identity")),
            Map.entry("forge", Set.of("identity")),
            Map.entry(
                    "update", Set.of("image", "registry", "selection", "signature", "manifest", "configrepo", "forge")),
            Map.entry(
                    "agent",
                    Set.of("image", "identity", "registry", "selection", "signature", "configrepo", "forge", "update")),
            Map.entry("bot", Set.of("image", "registry", "configrepo", "forge", "update")),
            Map.entry("demo", Set.of("image", "registry", "selection", "manifest", "configrepo", "forge", "update")),
            Map.entry(
                    "pipeline", Set.of("image", "identity", "registry", "selection", "configrepo", "forge", "update")),
            Map.entry(
                    "cli",
                    Set.of(
                            "image",
                            "registry",
                            "selection",
                            "signature",
                            "manifest",
                            "render",
                            "configrepo",
                            "forge",
                            "update",
                            "bot",
                            "demo"))));

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    static Stream<String> rooms() {
        return MAY_USE.keySet().stream();
    }

    @Test
    void everyClassLivesInARoomOfTheTable() {
        assertThat(CODE.stream().map(ArchitectureTest::room).distinct())
                .allSatisfy(room -> assertThat(room.isEmpty() || MAY_USE.containsKey(room))
                        .as("room '%s' is in the table", room)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomUsesOnlyTheRoomsThatTheTableNames(String room) {
        String[] forbidden = MAY_USE.keySet().stream()
                .filter(other -> !other.equals(room)
                        && !MAY_USE.getOrDefault(room, Set.of()).contains(other))
                .map(other -> ROOT + "." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true)
                .check(CODE);
    }

    @Test
    void whatAllShareUsesNoRoom() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("live in a room") {
                    @Override
                    public boolean test(JavaClass used) {
                        return used.getPackageName().startsWith(ROOT + ".");
                    }
                })
                .check(CODE);
    }

    @Test
    void noCyclesBetweenPackages() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void publicSignaturesOfTheCoreNameNoThirdPartyType() {
        classes()
                .that()
                .resideInAnyPackage(ROOT + ".image..", ROOT + ".selection..", ROOT + ".manifest..", ROOT + ".update..")
                .and()
                .arePublic()
                .should(nameOnlyOwnAndJdkTypes())
                .allowEmptyShould(true)
                .check(CODE);
    }

    private static ArchCondition<JavaClass> nameOnlyOwnAndJdkTypes() {
        return new ArchCondition<>("name only own and JDK types in public signatures") {
            @Override
            public void check(JavaClass owner, ConditionEvents events) {
                owner.getMembers().stream()
                        .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                                || member.getModifiers().contains(JavaModifier.PROTECTED))
                        .forEach(member -> signature(member)
                                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                                .filter(type -> !isOwnOrJdk(type))
                                .forEach(type -> events.add(SimpleConditionEvent.violated(
                                        member, member.getFullName() + " names " + type.getName()))));
            }
        };
    }

    private static Stream<JavaType> signature(JavaMember member) {
        if (member instanceof com.tngtech.archunit.core.domain.JavaField field) {
            return Stream.of(field.getType());
        }
        var code = (com.tngtech.archunit.core.domain.JavaCodeUnit) member;
        Stream<JavaType> parameters = code.getParameterTypes().stream();
        return code instanceof JavaMethod method
                ? Stream.concat(parameters, Stream.of(method.getReturnType()))
                : parameters;
    }

    private static boolean isOwnOrJdk(JavaClass type) {
        JavaClass base = type.isArray() ? type.getBaseComponentType() : type;
        return base.isPrimitive()
                || List.of("java.", ROOT).stream().anyMatch(base.getPackageName()::startsWith)
                || base.getName().equals("void");
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(ROOT)) {
            return "";
        }
        String inside = name.substring(ROOT.length() + 1);
        int dot = inside.indexOf('.');
        return dot < 0 ? inside : inside.substring(0, dot);
    }
}
