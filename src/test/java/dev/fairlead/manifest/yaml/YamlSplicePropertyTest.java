package dev.fairlead.manifest.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An edit changes exactly the wanted scalars, for a reader, and no byte outside of them. */
class YamlSplicePropertyTest {
    private static final int CASES = 4000;
    private static final long FIRST_SEED = 20_261_122L;

    private int applied;
    private int refused;

    @Test
    void oneSpliceInYamlOfEveryForm() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
            check("seed-" + seed + ".yaml", YamlForms.yaml(seed), new Random(seed), 1);
        }
        assertMostWasTried();
    }

    @Test
    void manySplicesAtOnceInYamlOfEveryForm() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES / 2; seed++) {
            check("seed-" + seed + ".yaml", YamlForms.yaml(seed), new Random(seed), 5);
        }
        assertMostWasTried();
    }

    @Test
    void splicesInJson() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES / 2; seed++) {
            check("seed-" + seed + ".json", YamlForms.json(seed), new Random(seed), 3);
        }
        assertMostWasTried();
    }

    /** Keeps the properties from becoming true because nothing is edited any more. */
    private void assertMostWasTried() {
        assertThat(applied)
                .as("%d applied, %d refused", applied, refused)
                .isGreaterThan(CASES / 2)
                .isGreaterThan(2 * refused);
    }

    private void check(String name, String text, Random random, int most) {
        byte[] before = text.getBytes(UTF_8);
        String told = name + ":\n" + text;
        YamlFile file = YamlFile.parse(name, before);
        assertThat(file.scalars()).as(told).extracting(Scalar::value).isEqualTo(values(before, file));
        List<Splice> splices = splices(file, random, most);
        Edited edited = file.splice(splices);
        applied += edited.applied().size();
        refused += edited.refusals().size();
        assertThat(edited.applied().size() + edited.refusals().size()).as(told).isEqualTo(splices.size());
        assertOnlyTheseChanged(told, before, edited);
    }

    private static List<String> values(byte[] bytes, YamlFile file) {
        Reading reading = Reading.withTabsBeforeComments(bytes);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < file.scalars().size(); i++) {
            values.add(reading.value(i));
        }
        return values;
    }

    /** Splices of different scalars, of the whole value or a part. */
    private static List<Splice> splices(YamlFile file, Random random, int most) {
        List<Scalar> values = new ArrayList<>(
                file.scalars().stream().filter(scalar -> !scalar.isKey()).toList());
        Collections.shuffle(values, random);
        List<Splice> splices = new ArrayList<>();
        for (Scalar scalar : values.subList(0, Math.min(most, values.size()))) {
            int length = scalar.value().length();
            int from = random.nextBoolean() ? 0 : random.nextInt(length + 1);
            int to = from == 0 ? length : from + random.nextInt(length - from + 1);
            splices.add(Splice.part(scalar, from, to, YamlForms.value(random)));
        }
        return splices;
    }

    static void assertOnlyTheseChanged(String told, byte[] before, Edited edited) {
        List<Splice> made = edited.applied().stream()
                .map(Splice.class::cast)
                .sorted(Comparator.comparingInt(splice -> splice.target().ordinal()))
                .toList();
        List<Integer> ordinals =
                made.stream().map(splice -> splice.target().ordinal()).toList();
        Reading after = Reading.withTabsBeforeComments(edited.bytes());
        assertThat(after.without(ordinals))
                .as(told)
                .isEqualTo(Reading.withTabsBeforeComments(before).without(ordinals));
        for (Splice splice : made) {
            assertThat(after.value(splice.target().ordinal())).as(told).isEqualTo(wanted(splice));
            assertThat(after.isString(splice.target().ordinal())).as(told).isTrue();
        }
        assertThat(outside(edited.bytes(), YamlFile.parse("x.yaml", edited.bytes()), ordinals))
                .as(told)
                .isEqualTo(outside(before, YamlFile.parse("x.yaml", before), ordinals));
    }

    private static String wanted(Splice splice) {
        return new StringBuilder(splice.target().value())
                .replace(splice.from(), splice.to(), splice.text())
                .toString();
    }

    /** The bytes before, between and after the named scalars; a space that was put before or behind an absent value is part of it. */
    private static List<String> outside(byte[] bytes, YamlFile file, List<Integer> ordinals) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int ordinal : ordinals) {
            Scalar scalar = file.scalars().get(ordinal);
            pieces.add(text(bytes, from, scalar.startByte()));
            from = scalar.endByte();
        }
        pieces.add(text(bytes, from, bytes.length));
        return pieces;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(Arrays.copyOfRange(bytes, from, to), UTF_8).stripTrailing();
    }
}
