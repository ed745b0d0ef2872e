package dev.fairlead.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranges that Flux and Helm users write, with the answers that Masterminds/semver 3.4 gives. */
class SemVerRangeTest {
    @ParameterizedTest(name = "{0} holds {1} and not {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                // range ; versions inside ; versions outside
                "`` ; 0.0.0 0.1.0 1.2.3 99.0.1 ; 1.0.0-rc1",
                "* ; 0.0.0 1.2.3 v7.0.0 ; 1.0.0-rc1",
                "x ; 0.0.0 1.2.3 ; 1.0.0-0",
                "1.2.3 ; 1.2.3 v1.2.3 ; 1.2.4 1.2.2 1.2.3-rc1",
                "=1.2.3 ; 1.2.3 ; 1.2.4",
                "= 1.2.3 ; 1.2.3 ; 1.2.4",
                "v1.2.3 ; 1.2.3 v1.2.3 ; 1.2.4",
                "1.2 ; 1.2.0 1.2.9 ; 1.3.0 1.1.9",
                "1 ; 1.0.0 1.99.0 ; 2.0.0 0.9.0",
                "1.x ; 1.0.0 1.9.9 ; 2.0.0 0.9.9",
                "1.2.x ; 1.2.0 1.2.99 ; 1.3.0",
                "1.X.X ; 1.0.0 1.2.3 ; 2.0.0",
                "1.* ; 1.0.0 1.2.3 ; 2.0.0",
                "!=1.2.3 ; 1.2.4 0.1.0 ; 1.2.3",
                "!=1.2.x ; 1.3.0 1.1.0 ; 1.2.0 1.2.7",
                "!=1.x ; 2.0.0 0.9.0 ; 1.0.0 1.7.3",
                ">1.2.3 ; 1.2.4 2.0.0 ; 1.2.3 1.2.2",
                ">1.2 ; 1.3.0 2.0.0 ; 1.2.0 1.2.7",
                ">1 ; 2.0.0 ; 1.0.0 1.9.9",
                ">1.2.x ; 1.3.0 ; 1.2.9",
                "<1.2.3 ; 1.2.2 0.0.1 ; 1.2.3",
                "<1.2 ; 1.1.9 ; 1.2.0",
                "<2.x ; 1.9.9 ; 2.0.0",
                "<=1.2.3 ; 1.2.3 1.0.0 ; 1.2.4",
                "=<1.2.3 ; 1.2.3 ; 1.2.4",
                "<=1.2 ; 1.2.0 1.2.9 ; 1.3.0",
                "<=2.x ; 2.9.9 1.0.0 ; 3.0.0",
                ">=1.2.3 ; 1.2.3 3.0.0 ; 1.2.2",
                "=>1.2.3 ; 1.2.3 ; 1.2.2",
                ">=1.2.x ; 1.2.0 2.0.0 ; 1.1.9",
                ">=11 ; 11.0.0 12.0.0 ; 10.9.9",
                "~1 ; 1.0.0 1.9.0 ; 2.0.0",
                "~1.x ; 1.0.0 1.9.0 ; 2.0.0",
                "~1.2 ; 1.2.0 1.2.9 ; 1.3.0",
                "~1.2.3 ; 1.2.3 1.2.9 ; 1.2.2 1.3.0",
                "~>1.2.3 ; 1.2.3 1.2.9 ; 1.3.0",
                "~0.1.0 ; 0.1.0 0.1.7 ; 0.2.0",
                "^1 ; 1.0.0 1.9.9 ; 2.0.0 0.9.9",
                "^1.2 ; 1.2.0 1.9.0 ; 1.1.9 2.0.0",
                "^1.2.3 ; 1.2.3 1.10.0 ; 1.2.2 2.0.0",
                "^1.2.x ; 1.2.0 1.9.0 ; 2.0.0 1.1.0",
                "^0.2.3 ; 0.2.3 0.2.9 ; 0.3.0 0.2.2 1.0.0",
                "^0.2 ; 0.2.0 0.2.9 ; 0.3.0",
                "^0.0.3 ; 0.0.3 ; 0.0.4 0.0.2",
                "^0.0 ; 0.0.0 0.0.9 ; 0.1.0",
                "^0 ; 0.0.0 0.9.9 ; 1.0.0",
                ">=1.0 <2 ; 1.0.0 1.9.9 ; 2.0.0 0.9.9",
                ">=1.0, <2 ; 1.0.0 1.9.9 ; 2.0.0",
                ">= 1.0 , < 2 ; 1.0.0 1.9.9 ; 2.0.0",
                ">=1.0,<2 ; 1.0.0 1.9.9 ; 2.0.0",
                ">=1.0 <2 !=1.5.0 ; 1.4.0 1.6.0 ; 1.5.0",
                "1.2 - 1.4 ; 1.2.0 1.4.0 1.4.9 ; 1.1.9 1.5.0",
                "1.2 - 1.4.5 ; 1.2.0 1.4.5 ; 1.4.6",
                "2.3.4 - 4.5 ; 2.3.4 4.5.9 ; 2.3.3 4.6.0",
                "^1.2 || ^3 ; 1.2.0 3.1.0 ; 2.0.0",
                "<1.0.0||>=2.0.0 ; 0.9.0 2.0.0 ; 1.5.0",
                "1.1 - 2 || !=4.x ; 1.1.0 3.0.0 ; 4.1.0",
                "1.0.0 - 1.5.0, !=1.2.0 ; 1.1.0 ; 1.2.0",
                // pre-releases: only where a comparator of the same group names one
                ">=1.2.3 ; 1.2.3 ; 1.2.4-rc1 2.0.0-alpha",
                ">=1.2.3-0 ; 1.2.3-alpha 1.2.3 2.0.0-rc.1 ; 1.2.2",
                "^1.2.0-0 ; 1.2.0-rc1 1.9.0-beta 1.9.0 ; 2.0.0",
                "~1.2.3-0 ; 1.2.3-rc1 1.2.4-rc1 ; 1.3.0-rc1",
                "*-0 ; 0.0.1 1.2.3-rc1 ; ``",
                ">=1.0.0-0 <2.0.0 ; 1.0.0-rc1 1.5.0-rc1 ; 2.0.0 0.9.0",
                ">1.0.0-beta.2 ; 1.0.0-beta.11 1.0.0-rc1 1.0.0 ; 1.0.0-beta.2 1.0.0-alpha.9",
                ">=1.2.3-BETA ; 1.2.3-alpha 1.2.3-BETA ; 1.2.3-ALPHA",
                "^1.2 || ^2.0.0-0 ; 1.2.0 2.1.0-rc1 ; 1.3.0-rc1",
                // numbers of any length
                ">=99999999999999999999.0 ; 100000000000000000000.0.0 ; 99999999999999999998.9.9",
            })
    void holds(String range, String inside, String outside) {
        SemVerRange parsed = SemVerRange.parse(range);
        assertThat(inside.split(" ")).allMatch(version -> parsed.fits(version(version)));
        if (!outside.isEmpty()) {
            assertThat(outside.split(" ")).noneMatch(version -> parsed.fits(version(version)));
        }
        assertThat(parsed).hasToString(range);
    }

    @Test
    void answersAsMastermindsDoes() throws IOException {
        List<String> rows;
        try (var table = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream("masterminds-semver-3.4.0.tsv")),
                StandardCharsets.UTF_8))) {
            rows = table.lines().filter(row -> !row.startsWith("#")).toList();
        }
        assertThat(rows).hasSize(500);
        for (String row : rows) {
            String[] cells = row.split("\t", -1);
            SemVerRange range = SemVerRange.parse(cells[0]);
            for (int cell = 1; cell <= 2; cell++) {
                boolean fits = cell == 1;
                assertThat(cells[cell].split(" "))
                        .as(cells[0])
                        .allMatch(version -> version.isEmpty() || range.fits(version(version)) == fits);
            }
        }
    }

    private static SemVer version(String text) {
        return Objects.requireNonNull(SemVer.parse(text), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latest",
                "^",
                ">=",
                "1.2.3.4",
                "1..2",
                "^^1",
                ">=1.0<2.0",
                "1.2 -",
                "1.a",
                "1.2.3-",
                "1.2.3-01",
                "==1",
                "1 | 2",
                "1x"
            })
    void refusesWhatIsNoRange(String range) {
        assertThatThrownBy(() -> SemVerRange.parse(range))
                .isInstanceOf(SelectionException.class)
                .hasMessageContaining("semver range '" + range + "'")
                .hasMessageContaining("^1.4");
    }
}
