package dev.fairlead.agent.source.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.agent.source.BucketSource.Keys;
import dev.fairlead.registry.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the Amazon S3 API Reference. */
class SigV4Test {
    private static final Keys KEYS =
            new Keys("AKIAIOSFODNN7EXAMPLE", new Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), Optional.empty());
    private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/test.txt | bytes=0-9 | f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
                "/?lifecycle | | fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
                "/?max-keys=2&prefix=J | | 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
            })
    void signsAsAmazonDoes(String path, String range, String signature) {
        Map<String, String> headers = new SigV4(KEYS, "us-east-1")
                .headers(
                        "GET",
                        URI.create("https://examplebucket.s3.amazonaws.com" + path),
                        range == null ? Map.of() : Map.of("Range", range),
                        TIME);
        assertThat(headers.get("Authorization")).endsWith("Signature=" + signature);
        assertThat(headers.toString()).doesNotContain("wJalrXUtnFEMI");
    }

    @Test
    void namesAreEncodedOnce() {
        assertThat(SigV4.encoded("a b/ü+~.yaml", true)).isEqualTo("a%20b/%C3%BC%2B~.yaml");
        assertThat(SigV4.encoded("a/b", false)).isEqualTo("a%2Fb");
    }
}
