package dev.fairlead.selection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionStepTest {
    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "1.4.2, 2.0.0, MAJOR",
        "v1.4.2, v2.0.0-rc.1, MAJOR",
        "2.0.0, 1.9.9, MAJOR",
        "1.4.2, 1.5.0, MINOR",
        "0.4.2, 0.5.0, MINOR",
        "1.4, 1.5, MINOR",
        "1.4.2, 1.4.3, PATCH",
        "1.4.2-alpine, 1.4.3-alpine, PATCH",
        "1.4, 1.4.1, PATCH",
        "1.4.0-rc.1, 1.4.0-rc.2, PRERELEASE",
        "1.4.0-rc.1, 1.4.0, PRERELEASE",
        "1.4.0, 1.4.0-alpine, PRERELEASE",
        "1.4.0, 1.4.0, DIGEST",
        "nightly, nightly, DIGEST",
        "nightly, 1.4.0, OTHER",
        "main-3f2c1aa, main-91b7c00, OTHER",
        "20261101, 20261123, OTHER",
        "sha256:3f2c1aa, 1.4.0, OTHER",
    })
    void isTheFirstNumberThatDiffers(String from, String to, VersionStep step) {
        assertThat(VersionStep.between(from, to)).isEqualTo(step);
    }
}
