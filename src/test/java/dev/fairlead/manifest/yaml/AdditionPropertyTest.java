package dev.fairlead.manifest.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An addition puts whole lines into the file, which a reader sees at the end of the mapping or sequence, and nothing else. */
class AdditionPropertyTest {
    private static final int CASES = 2000;
    private static final long FIRST_SEED = 20_261_122L;

    private static final List<String> ADDED = List.of(
            "MappingStart  null BLOCK", "Scalar  null PLAIN name", "Scalar  null PLAIN the/new:one", "MappingEnd ");

    private int applied;

    @Test
    void toYamlOfEveryForm() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
            check("seed-" + seed + ".yaml", YamlForms.yaml(seed), new Random(seed));
        }
        assertThat(applied).isGreaterThan(CASES / 2);
    }

    private void check(String name, String text, Random random) {
        YamlFile file = YamlFile.parse(name, text.getBytes(UTF_8));
        List<Branch> branches = branches(file);
        if (branches.isEmpty()) {
            return;
        }
        Branch branch = branches.get(random.nextInt(branches.size()));
        Content entry = Content.fields(Content.field("name", "the/new:one"));
        boolean sequence = branch instanceof Sequence;
        Edited edited = file.edit(List.of(
                sequence
                        ? Addition.item((Sequence) branch, entry)
                        : Addition.entry((Mapping) branch, "the.new.key", entry)));
        if (edited.applied().isEmpty()) {
            assertThat(edited.bytes()).isEqualTo(text.getBytes(UTF_8));
            return;
        }
        applied++;
        List<String> added = new ArrayList<>(sequence ? List.of() : List.of("Scalar  null PLAIN the.new.key"));
        added.addAll(ADDED);
        List<String> expected = new ArrayList<>(
                Reading.withTabsBeforeComments(text.getBytes(UTF_8)).everything());
        expected.addAll(end(expected, branch.ordinal()), added);
        assertThat(Reading.withTabsBeforeComments(edited.bytes()).everything())
                .as("%s:%n%s%n%s", name, text, new String(edited.bytes(), UTF_8))
                .isEqualTo(expected);
    }

    private static List<Branch> branches(YamlFile file) {
        return file.scalars().stream()
                .flatMap(scalar -> scalar.parent().stream())
                .map(Branch.class::cast)
                .distinct()
                .toList();
    }

    /** Where the nth mapping or sequence ends in what a reader sees. */
    private static int end(List<String> events, int ordinal) {
        int started = 0;
        int depth = -1;
        for (int i = 0; i < events.size(); i++) {
            boolean start =
                    events.get(i).startsWith("MappingStart") || events.get(i).startsWith("SequenceStart");
            boolean end =
                    events.get(i).startsWith("MappingEnd") || events.get(i).startsWith("SequenceEnd");
            if (start && started++ == ordinal) {
                depth = 0;
            }
            depth += depth < 0 ? 0 : start ? 1 : end ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new AssertionError("no such branch");
    }
}
