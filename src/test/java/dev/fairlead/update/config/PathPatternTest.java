package dev.fairlead.update.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
    @ParameterizedTest
    @CsvSource({
        "apps,                 apps/a.yaml,                     true",
        "apps,                 apps,                            true",
        "apps,                 applications/a.yaml,             false",
        "apps/,                apps/x/y/a.yaml,                 true",
        "./apps,               apps/a.yaml,                     true",
        "apps/a.yaml,          apps/a.yaml,                     true",
        "apps/a.yaml,          apps/aXyaml,                     false",
        ".,                    anything/at/all,                 true",
        "apps/*/dev,           apps/shop/dev/a.yaml,            true",
        "apps/*/dev,           apps/shop/x/dev/a.yaml,          false",
        "apps/**/dev,          apps/shop/x/dev/a.yaml,          true",
        "apps/**/dev,          apps/dev/a.yaml,                 true",
        "**/values*.yaml,      values.yaml,                     true",
        "**/values*.yaml,      charts/shop/values-dev.yaml,     true",
        "**/values*.yaml,      charts/shop/templates/a.yaml,    false",
        "env-?/a.yaml,         env-1/a.yaml,                    true",
        "env-?/a.yaml,         env-10/a.yaml,                   false",
        "a+(b),                a+(b)/x,                         true",
    })
    void aPlaceIsAFileAFolderOrAPatternOfThem(String pattern, String path, boolean matches) {
        assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"apps/shop,apps/shop", "apps/*/dev,apps", "**/x,''", ".,''", "a/b?/c,a"})
    void theRootIsWhereListingBegins(String pattern, String root) {
        assertThat(PathPattern.of(pattern).root()).isEqualTo(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "..", "a/../b", "a//b", "a/./b", "a\\b"})
    void aPathThatLeavesTheRepositoryIsRefused(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> PathPattern.of(path));
    }

    @Test
    void scopesOfTheSamePathsAreEqual() {
        assertThat(Scope.of(java.util.List.of("b", "a/"))).isEqualTo(Scope.of(java.util.List.of("a", "b", "./a")));
    }
}
