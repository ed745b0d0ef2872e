package dev.fairlead.update.propose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeOwnersTest {
    @ParameterizedTest(name = "{0} owns {1}: {2}")
    @CsvSource({
        "*, a.yaml, true",
        "*, apps/shop/a.yaml, true",
        "*.yaml, apps/shop/a.yaml, true",
        "*.yaml, apps/shop/a.json, false",
        "/apps/, apps/shop/a.yaml, true",
        "/apps/, other/apps/a.yaml, false",
        "apps/, other/apps/a.yaml, true",
        "/apps, apps/shop/a.yaml, true",
        "/apps, appsets/a.yaml, false",
        "apps/*, apps/a.yaml, true",
        "apps/*, apps/shop/a.yaml, false",
        "apps/**, apps/shop/a.yaml, true",
        "/apps/*/prod, apps/shop/prod/a.yaml, true",
        "/apps/*/prod, apps/shop/dev/a.yaml, false",
        "**/prod/, apps/shop/prod/a.yaml, true",
        "**/prod/, prod/a.yaml, true",
        "/apps/**/a.yaml, apps/a.yaml, true",
        "/apps/a?.yaml, apps/a1.yaml, true",
        "/apps/a.yaml, apps/axyaml, false",
    })
    void aPatternMeansFiles(String pattern, String file, boolean owned) {
        assertThat(CodeOwners.parse(pattern + " @ops").of(List.of(file)))
                .isEqualTo(owned ? List.of("@ops") : List.of());
    }

    @Test
    void theLastLineThatFitsTells() {
        CodeOwners owners = CodeOwners.parse("""
                # everybody's
                *               @everybody
                /apps/          @contoso/apps alice@contoso.example  # by mail
                /apps/shop/     @shop @contoso/ops
                /apps/free/
                /with\\ space/   @careful
                """);

        assertThat(owners.of(List.of("a.yaml"))).containsExactly("@everybody");
        assertThat(owners.of(List.of("apps/x.yaml"))).containsExactly("@contoso/apps", "alice@contoso.example");
        assertThat(owners.of(List.of("apps/shop/x.yaml", "a.yaml")))
                .containsExactly("@shop", "@contoso/ops", "@everybody");
        assertThat(owners.of(List.of("apps/free/x.yaml")))
                .as("a line without owners frees")
                .isEmpty();
        assertThat(owners.of(List.of("with space/x.yaml"))).containsExactly("@careful");
        assertThat(CodeOwners.isAddress("alice@contoso.example")).isTrue();
        assertThat(CodeOwners.isAddress("@contoso/ops")).isFalse();
    }

    @Test
    void everySectionHasItsOwnLastLine() {
        CodeOwners owners = CodeOwners.parse("""
                * @everybody
                [Images][2] @images
                apps/
                ^[Docs]
                *.md @writer
                """);

        assertThat(owners.of(List.of("apps/x.yaml"))).containsExactly("@everybody", "@images");
        assertThat(owners.of(List.of("apps/x.md"))).containsExactly("@everybody", "@images", "@writer");
    }
}
