package dev.fairlead.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    private static final String SHA = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // text, registry, repository, tag
                "nginx, docker.io, library/nginx, -",
                "nginx:1.27, docker.io, library/nginx, 1.27",
                "bitnami/redis:7, docker.io, bitnami/redis, 7",
                "docker.io/nginx, docker.io, library/nginx, -",
                "docker.io/library/nginx, docker.io, library/nginx, -",
                "index.docker.io/nginx, docker.io, library/nginx, -",
                "localhost/app, localhost, app, -",
                "localhost:5000, docker.io, library/localhost, 5000",
                "localhost:5000/app, localhost:5000, app, -",
                "localhost:5000/app:5000, localhost:5000, app, 5000",
                "127.0.0.1:5000/a/b/c:v1, 127.0.0.1:5000, a/b/c, v1",
                "[2001:db8::1]:5000/repo:1, [2001:db8::1]:5000, repo, 1",
                "[::1]/repo, [::1], repo, -",
                "contoso.azurecr.io/team/app:main-1a2b3c4-20260102030405, contoso.azurecr.io, team/app, main-1a2b3c4-20260102030405",
                "Contoso.AzureCR.io/team/app:1, contoso.azurecr.io, team/app, 1",
                "Foo/bar, Foo, bar, -",
                "quay.io/a__b/c.d/e---f/g_h:_x, quay.io, a__b/c.d/e---f/g_h, _x",
                "xn--bcher-kva.example/shop, xn--bcher-kva.example, shop, -",
                "app:0362525, docker.io, library/app, 0362525",
                "app:1.234e6, docker.io, library/app, 1.234e6",
            })
    void readsNameAndTag(String text, String registry, String repository, String tag) {
        ImageReference reference = ImageReference.parse(text);

        assertThat(reference.name().registry()).isEqualTo(registry);
        assertThat(reference.name().repository()).isEqualTo(repository);
        assertThat(reference.name()).hasToString(registry + "/" + repository);
        assertThat(reference.tag().map(Tag::value).orElse(null)).isEqualTo(tag);
        assertThat(reference.digest()).isEmpty();
        assertThat(reference).hasToString(text);
        assertThat(ImageReference.tryParse(text)).contains(reference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "nginx:1.27", "localhost:5000/app:1", "r.example/a/b"})
    void readsADigestAfterNameAndTag(String named) {
        ImageReference reference = ImageReference.parse(named + "@" + SHA);

        assertThat(reference.digest()).contains(Digest.parse(SHA));
        assertThat(reference.withoutDigest()).hasToString(named);
        assertThat(reference).hasToString(named + "@" + SHA);
    }

    @Test
    void argocdImageUpdater_716_latestWithDigestKeepsBothParts() {
        ImageReference reference = ImageReference.parse("r.example/app:latest@" + SHA);

        assertThat(reference.tag()).contains(Tag.of("latest"));
        assertThat(reference.withDigest(Digest.parse(SHA.replace("e3b0", "ffff"))))
                .hasToString("r.example/app:latest@" + SHA.replace("e3b0", "ffff"));
    }

    @Test
    void argocdImageUpdater_490_aDigestIsNeverTakenForATag() {
        assertThat(ImageReference.parse("r.example/app@" + SHA).tag()).isEmpty();
        assertThat(ImageReference.tryParse("r.example/app:" + SHA)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is empty",
                "' nginx'|a space",
                "nginx:|tag is empty",
                "nginx@|no algorithm",
                ":1|repository is missing",
                "/nginx|empty part",
                "a//b|empty part",
                "host.example/|repository is missing",
                "host.example/App|not lower case",
                "App|not lower case",
                "host.example/aXb|not lower case",
                "a/b-/c|begins or ends with '-'",
                "a/-b|begins or ends with '-'",
                "a/b..c|separators",
                "a/b___c|separators",
                "a/b._c|separators",
                "nginx:-1|cannot begin with '-'",
                "nginx:a/b|port number",
                "nginx:1+2|cannot hold '+'",
                "nginx:ü|the character U+00FC",
                "https://r.example/app:1|it is a URL",
                "-host.example/app|no registry host",
                "host..example/app|no registry host",
                "host.example:/app|port number",
                "host.example:80a/app|port number",
                "[::1/app|no registry host",
                "[]/app|cannot hold '['",
                "nginx@sha256:abc|64 hexadecimal digits, this one 3",
                "nginx@sha256|no algorithm",
                "nginx@md5:d41d8cd98f00b204e9800998ecf8427|fewer than 32",
                "${IMAGE}:1|cannot hold '$'",
                "{{ .Values.image }}|cannot hold '{'",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855|an image ID",
            })
    void refusesWithTheFault(String text, String fault) {
        assertThat(ImageReference.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> ImageReference.parse(text))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void holdsTheLengthLimits() {
        assertThat(ImageReference.tryParse("r.example/" + "a".repeat(255) + ":" + "t".repeat(128)))
                .isPresent();
        assertThat(ImageReference.tryParse("r.example/" + "a".repeat(256))).isEmpty();
        assertThat(ImageReference.tryParse("a".repeat(255 - "library/".length())))
                .isPresent();
        assertThat(ImageReference.tryParse("a".repeat(256 - "library/".length())))
                .isEmpty();
        assertThat(ImageReference.tryParse("r.example/a:" + "t".repeat(129))).isEmpty();
        assertThat(ImageReference.tryParse("h".repeat(256) + ".example/a")).isEmpty();
    }

    @Test
    void aMessageStaysOneBoundedLine() {
        assertThatThrownBy(() -> ImageReference.parse("a\nb" + "x".repeat(5000)))
                .isInstanceOf(FairleadException.class)
                .message()
                .hasSizeLessThan(500)
                .doesNotContain("\n");
    }

    @Test
    void namesAreEqualWhenTheyMeanTheSameRepository() {
        assertThat(ImageName.parse("nginx"))
                .isEqualTo(ImageName.parse("docker.io/library/nginx"))
                .hasSameHashCodeAs(ImageName.parse("index.docker.io/library/nginx"))
                .isNotEqualTo(ImageName.parse("quay.io/library/nginx"));
        assertThat(ImageName.parse("nginx").written()).isEqualTo("nginx");
    }

    @Test
    void aNameHoldsNeitherTagNorDigest() {
        assertThat(ImageName.tryParse("nginx:1")).isEmpty();
        assertThat(ImageName.tryParse("nginx@" + SHA)).isEmpty();
    }

    /** Texts made of the grammar's own characters: the reader agrees with the grammar, and what it reads prints back. */
    @Test
    void agreesWithTheGrammar() {
        long seed = 20_260_102L;
        Random random = new Random(seed);
        String[] pieces = {"a", "B", "1", ".", "-", "_", ":", "/", "@", "[", "]", "localhost", "sha256", SHA, "é", " "};
        int parsed = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(9); j >= 0; j--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            ImageReferenceFuzzTest.check(text.toString());
            parsed += ImageReference.tryParse(text.toString()).isPresent() ? 1 : 0;
        }
        assertThat(parsed).as("seed %d", seed).isGreaterThan(1000);
    }
}
