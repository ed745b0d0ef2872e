package dev.fairlead.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Choices that were written for Flux and for Argo CD Image Updater. */
class ForeignPoliciesTest {
    @ParameterizedTest(name = "semver {0}, alphabetical {1}, numerical {2}, pattern {3}, extract {4}")
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "1.x       ; -    ; -    ; -                     ; -    ; 1.0.0 1.1 1.0.9 2.0.0        ; 1.0.9",
                ">=1.0.0-0 ; -    ; -    ; -                     ; -    ; 1.0.0 1.1.0-rc1              ; 1.1.0-rc1",
                "^1        ; -    ; -    ; .*-alpine             ; -    ; 1.0.0-alpine 1.1.0           ; none",
                "^1        ; -    ; -    ; ^(?P<v>.*)-alpine$    ; $v   ; 1.0.0-alpine 1.1.0           ; 1.0.0-alpine",
                "-         ; asc  ; -    ; -                     ; -    ; a c b                        ; c",
                "-         ; DESC ; -    ; -                     ; -    ; b a c                        ; a",
                "-         ; ``   ; -    ; ^RELEASE\\.(?P<t>.*)Z$ ; $t  ; RELEASE.2021-01-01Z RELEASE.2021-02-01Z ; RELEASE.2021-02-01Z",
                "-         ; -    ; asc  ; ^main-[a-f0-9]+-(?P<ts>[0-9]+) ; $ts ; main-abc-9 main-abd-10 prod-abc-99 ; main-abd-10",
                "-         ; -    ; ``   ; -                     ; -    ; 1 2 10                       ; 10",
                "-         ; -    ; desc ; ^(\\d+)-(\\d+)$       ; $2$1 ; 1-2 2-1                      ; 2-1",
            })
    void fluxChooses(
            String semver,
            String alphabetical,
            String numerical,
            String pattern,
            String extract,
            String tags,
            String expected) {
        FluxImagePolicy policy = new FluxImagePolicy(
                Optional.ofNullable(semver),
                Optional.ofNullable(alphabetical),
                Optional.ofNullable(numerical),
                Optional.ofNullable(pattern),
                Optional.ofNullable(extract));
        assertThat(choose(policy.selector(), tags)).isEqualTo(expected);
    }

    @Test
    void fluxWantsExactlyOneChoice() {
        Optional<String> none = Optional.empty();
        assertThatThrownBy(() -> new FluxImagePolicy(none, none, none, none, none).selector())
                .isInstanceOf(SelectionException.class)
                .hasMessageContaining("names no choice");
        assertThatThrownBy(() -> new FluxImagePolicy(Optional.of("1"), Optional.of("asc"), none, none, none).selector())
                .isInstanceOf(SelectionException.class)
                .hasMessageContaining("more than one choice");
        assertThatThrownBy(() -> new FluxImagePolicy(none, Optional.of("up"), none, none, none).selector())
                .isInstanceOf(SelectionException.class)
                .hasMessageContaining("neither asc nor desc");
    }

    @ParameterizedTest(name = "strategy {0}, constraint {1}, allow {2}, ignore {3}")
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "-            ; ~1.2 ; -              ; -         ; 1.2.0 1.2.9 1.3.0        ; 1.2.9",
                "semver       ; -    ; -              ; -         ; 1.2.0 1.3.0-rc1          ; 1.3.0-rc1",
                "semver       ; -    ; -              ; *-rc?     ; 1.2.0 1.3.0-rc1          ; 1.2.0",
                "semver       ; ^1   ; regexp:^v      ; -         ; v1.2.0 1.3.0             ; v1.2.0",
                "semver       ; ^1   ; any            ; 1.3.*,x   ; 1.2.0 1.3.0              ; 1.2.0",
                "alphabetical ; -    ; -              ; -         ; a c b                    ; c",
                "name         ; -    ; regexp:^[ab]$  ; -         ; a c b                    ; b",
                "newest-build ; -    ; -              ; -         ; t3 t9 t1                 ; t9",
                "latest       ; -    ; -              ; t9        ; t3 t9 t1                 ; t3",
                "digest       ; main ; regexp:^v      ; -         ; main v1                  ; main",
            })
    void argoCdImageUpdaterChooses(
            String strategy, String constraint, String allow, String ignore, String tags, String expected) {
        ArgoImageUpdaterPolicy policy = new ArgoImageUpdaterPolicy(
                Optional.ofNullable(strategy),
                Optional.ofNullable(constraint),
                Optional.ofNullable(allow),
                ignore == null ? List.of() : List.of(ignore.split(",")),
                List.of());
        assertThat(choose(policy.selector(), tags)).isEqualTo(expected);
    }

    @Test
    void argoCdImageUpdaterAsksForPlatforms() {
        Selector selector = new ArgoImageUpdaterPolicy(
                        Optional.empty(), Optional.of("^1"), Optional.empty(), List.of(), List.of("linux/arm64"))
                .selector();
        FakeRegistry registry = FakeRegistry.of("1.0.0", "1.1.0")
                .image("1.0.0", 0, "linux/arm64")
                .image("1.1.0", 0, "linux/amd64");
        assertThat(FakeRegistry.name(registry.select(selector))).isEqualTo("1.0.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "digest ; -  ; -       ; no tag to follow",
                "fresh  ; -  ; -       ; is no strategy",
                "semver ; ^^ ; -       ; is no version comparison",
                "semver ; ^1 ; glob:x  ; neither regexp",
            })
    void argoCdImageUpdaterValuesAreChecked(String strategy, String constraint, String allow, String cause) {
        ArgoImageUpdaterPolicy policy = new ArgoImageUpdaterPolicy(
                Optional.of(strategy),
                Optional.ofNullable(constraint),
                Optional.ofNullable(allow),
                List.of(),
                List.of());
        assertThatThrownBy(policy::selector)
                .isInstanceOf(SelectionException.class)
                .hasMessageContaining(cause);
    }

    /** A registry whose image t9 was built at hour 9, and so on. */
    private static String choose(Selector selector, String tags) {
        FakeRegistry registry = FakeRegistry.of(tags.split(" "));
        for (String tag : tags.split(" ")) {
            registry.image(tag, tag.matches("t\\d") ? tag.charAt(1) - '0' : 0);
        }
        return registry.select(selector)
                .chosen()
                .map(chosen -> chosen.tag().value())
                .orElse("none");
    }
}
