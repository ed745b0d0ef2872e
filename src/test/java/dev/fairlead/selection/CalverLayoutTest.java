package dev.fairlead.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalverLayoutTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                // layout;tags in ascending order;tags of another form
                "YYYY.0M.MICRO      ;2024.12.7 2025.01.0 2025.01.9 2025.01.10    ;2025.1.0 2025.13.0 25.01.0 latest",
                "YYYY.MM.DD         ;2025.9.30 2025.10.1 2025.10.01              ;2025.02.30 2025.0.1 2025.10",
                "YY.MM              ;6.10 24.4 24.10 106.1                       ;24.13 2024",
                "0Y.0M              ;06.10 24.04 24.10 106.01                    ;6.10",
                "YYYY0M0D           ;20241231 20250101                           ;20250132 20250229 2025011",
                "YYYYMMDD           ;20240229 20250101                           ;2025101",
                "YYYY0M0D-hhmmss    ;20250101-000000 20250101-235959             ;20250101-240000 20250101-236000",
                "YYYY.WW            ;2025.2 2025.10 2025.53                      ;2025.54",
                "vYYYY.0M.MICRO     ;v2025.01.1 v2025.01.2                       ;2025.01.1",
                "'release-'YYYY.0M  ;release-2025.01 release-2025.02             ;2025.01",
                "YYYY.0M[.MICRO]    ;2025.01 2025.01.0 2025.01.1 2025.02         ;2025.01.",
                "YYYY.0M.DD[-MODIFIER];2025.01.1-alpha 2025.01.1-rc2 2025.01.1-rc10 2025.01.1;2025.01.1-",
                "MAJOR.YYYY0M0D     ;1.20250101 2.20240101                       ;x.20240101",
                "YYYY.MICRO         ;2025.9 2025.63 2025.123456789012345678901234567890;2025",
            })
    void readsAndOrders(String layout, String ascending, String others) {
        CalverLayout parsed = CalverLayout.parse(layout);
        List<String> shuffled = new ArrayList<>(List.of(ascending.split(" ")));
        Collections.shuffle(shuffled, new Random(3));
        List<CalVer> sorted = shuffled.stream()
                .map(tag -> Objects.requireNonNull(parsed.read(tag), tag))
                .sorted()
                .toList();

        assertThat(sorted)
                .usingElementComparator(CalVer::compareTo)
                .containsExactlyElementsOf(
                        List.of(ascending.split(" ")).stream().map(parsed::read).toList());
        assertThat(others.split(" ")).allMatch(tag -> parsed.read(tag) == null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yyyy.mm", "YYYY.0M]", "[YYYY", "YYYY/MM", "...", "YYYY.release", "YYYY.'x"})
    void refusesWhatIsNoLayout(String layout) {
        assertThatThrownBy(() -> CalverLayout.parse(layout))
                .isInstanceOf(SelectionException.class)
                .hasMessageContaining("calver layout '" + layout + "'")
                .hasMessageContaining("YYYY.0M.MICRO");
    }
}
