package dev.fairlead.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.image.Tag;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagFilterTest {
    private static final String HEX = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @ParameterizedTest
    @CsvSource({"3d,72", "2w,336", "12h,12", "1d12h,36", "1W1D,192", "P1D,24", "PT36H,36", "90m,1.5"})
    void readsAges(String text, double hours) {
        assertThat(TagFilter.parseAge(text)).isEqualTo(Duration.ofMinutes(Math.round(hours * 60)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "3", "d", "3 days", "-3d", "1h1d", "P1M"})
    void refusesWhatIsNoAge(String text) {
        assertThatThrownBy(() -> TagFilter.parseAge(text))
                .isInstanceOf(SelectionException.class)
                .hasMessageContaining("3d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256-" + HEX + ".sig",
                "sha256-" + HEX + ".att",
                "sha256-" + HEX + ".sbom",
                "sha256-" + HEX,
                "sha512-" + HEX + HEX,
                "sha256-" + HEX + ".cosign.bundle",
                "1.2.3.sig",
                "1.2.3.sbom",
                "buildcache",
                "build-cache",
                "cache",
                "cache-linux-amd64",
                "buildcache-main",
                "main-buildcache",
                "main_build-cache",
            })
    void knowsTagsThatAreNoImageToRun(String tag) {
        assertThat(Artifacts.isArtifact(tag)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3",
                "latest",
                "sha256",
                "sha-1a2b3c4",
                "sha256-1a2b3c4",
                HEX,
                "cached",
                "1.2-cacheless",
                "nocache",
                "apache",
                "sigma",
                "v1.sig-rc",
                "varnish-cache-7",
                "sha1-" + HEX
            })
    void takesOthersForImages(String tag) {
        assertThat(Artifacts.isArtifact(tag)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "^1\\.          | 1.2 1.x        | v1.2 2.1",
                "rc             | 1.0-rc1 rc     | 1.0",
                "regexp:^v\\d+$ | v1 v22         | v1.0 1",
                "glob:v*        | v v1.2         | 1v",
                "glob:*-rc?     | 1.0-rc1        | 1.0-rc10 rc1",
                "glob:1.2.[0-4] | 1.2.3          | 1.2.5 1x2.3",
                "glob:latest    | latest         | latest-1",
                "(?i)^LATEST$   | latest LATEST  | latest1",
            })
    void patternsMatch(String pattern, String matching, String others) {
        TagPattern parsed = TagPattern.parse(pattern);
        assertThat(matching.split(" ")).allMatch(tag -> parsed.matches(Tag.of(tag)));
        assertThat(others.split(" ")).noneMatch(tag -> parsed.matches(Tag.of(tag)));
        assertThat(parsed).hasToString(pattern);
    }
}
