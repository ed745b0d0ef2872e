package dev.fairlead.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What forms ask of single words. */
class ChecksTest {
    @ParameterizedTest
    @CsvSource({
        "contoso.azurecr.io/shop/api, true",
        "localhost:5000/api, true",
        "contoso.azurecr.io/shop/api:1.4, false",
        "contoso.azurecr.io/shop/api@sha256:0000000000000000000000000000000000000000000000000000000000000000, false"
    })
    void anImageWithoutItsTag(String image, boolean untagged) {
        assertThat(Checks.untagged(image)).isEqualTo(untagged);
    }

    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io/library/nginx:1, true",
        "Contoso.azurecr.io/api, contoso.azurecr.io/api, true",
        "contoso.azurecr.io/api, contoso.azurecr.io/web, false",
        "localhost:5000/api, localhost:5001/api, false"
    })
    void imagesOfOneName(String one, String other, boolean same) {
        assertThat(Checks.sameImage(one, other)).isEqualTo(same);
    }

    @Test
    void whatIsNoImageIsToldWithItsParameter() {
        assertThatThrownBy(() -> Checks.untagged("UPPER CASE"))
                .isInstanceOf(FairleadException.class)
                .hasMessageStartingWith("parameter 'image'");
        assertThatThrownBy(() -> Checks.sameImage("nginx", "no image"))
                .isInstanceOf(FairleadException.class)
                .hasMessageStartingWith("parameter 'image'");
    }
}
