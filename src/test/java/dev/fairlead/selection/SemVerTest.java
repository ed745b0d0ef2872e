package dev.fairlead.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemVerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v",
                "latest",
                "1",
                "v1",
                "20260102",
                "0362525",
                "72044e0",
                "1.234e6",
                "01.2.3",
                "1.02",
                "1.2.03",
                "1.2.3.4",
                "1.2.3-",
                "1.2.3-rc..1",
                "1.2.3-01",
                "1.2.3_1",
                "1.-2.3",
                "1.2.",
                ".1.2",
                "V1.2.3",
                "vv1.2.3",
                "1.2.3+",
                "main-1a2b3c4-20260102030405",
            })
    void isNoVersion(String text) {
        assertThat(SemVer.parse(text)).isNull();
    }

    /** The order of semver.org, item 11, with the forms of a tag that mean one version side by side. */
    @Test
    void ordersAsTheSpecificationDoes() {
        List<String> ascending = List.of(
                "0.9.9",
                "1.0.0-0",
                "1.0.0-2",
                "1.0.0-11",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0",
                "1.0.0",
                "1.0.9",
                "1.0.63",
                "1.9.0",
                "1.10.0",
                "1.18446744073709551616.0",
                "v2.0.0");
        List<String> shuffled = new ArrayList<>(ascending);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(shuffled.stream()
                        .map(text -> Objects.requireNonNull(SemVer.parse(text), text))
                        .sorted()
                        .map(SemVer::toString))
                .containsExactlyElementsOf(ascending.stream()
                        .map(text -> text.equals("1.0") ? "1.0.0" : text.replace("v", ""))
                        .toList());
        assertThat(SemVer.parse("1.0")).isLessThan(SemVer.parse("1.0.0"));
        assertThat(SemVer.parse("v1.0.0")).isEqualByComparingTo(SemVer.parse("1.0.0"));
    }
}
