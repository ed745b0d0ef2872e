package dev.fairlead.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.image.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtractTest {
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "^main-[a-f0-9]+-(?P<ts>[0-9]+)$           | main-1a2b3c4-1767323045 | 1767323045",
                "^main-[a-f0-9]+-(?<ts>[0-9]+)$            | main-1a2b3c4-1767323045 | 1767323045",
                "^main-[a-f0-9]+-([0-9]+)$                 | prod-1a2b3c4-1767323045 | -",
                "^main-[a-f0-9]+-(?P<ts>[0-9]+) => $ts     | main-1a2b3c4-17         | 17",
                "^v(?P<a>\\d+)_(?P<b>\\d+)$ => $a.${b}.0   | v1_22                   | 1.22.0",
                "^v(\\d+)_(\\d+)$ => ${1}0$2               | v1_22                   | 1022",
                "^(?P<build_time>\\d+) => ${build_time}    | 42x                     | 42",
                "^(\\d+)(-rc)?$ => $1$2                    | 42                      | 42",
                "^(\\d+)$ => $$$1                          | 42                      | $42",
                "^\\d+$ => $0                              | 42                      | 42",
            })
    void takesTheGroups(String extract, String tag, String expected) {
        assertThat(Extract.parse(extract).apply(Tag.of(tag)).orElse(null)).isEqualTo(expected);
        assertThat(Extract.parse(extract)).hasToString(extract);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "^main$                       | has 0 groups",
                "^(a)(b)$                     | has 2 groups",
                "^(?P<ts>\\d+)$ => $time      | no group 'time'",
                "^(?P<ts>\\d+)$ => $2         | no group '2'",
                "^(?P<ts>\\d+)$ => $ts1       | no group 'ts1'",
                "^(?P<ts>\\d+)$ => ${ts       | names no group",
                "^(?P<ts>\\d+)$ => a$         | names no group",
                "^(?P<ts>\\d+)$ => ts         | takes nothing from the tag",
                "^(?P<ts>\\d+ => $ts          | missing closing )",
                "^(?=x)(\\d)$                 | RE2",
                "^(a)\\1$                     | RE2",
            })
    void refusesWithTheCause(String extract, String cause) {
        assertThatThrownBy(() -> Extract.parse(extract))
                .isInstanceOf(SelectionException.class)
                .hasMessageContaining(cause);
    }
}
