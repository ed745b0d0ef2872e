package dev.fairlead.manifest.locate;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.manifest.find.Finds;
import dev.fairlead.manifest.yaml.YamlFile;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cheap test spares a parse, and never a field: what a parse finds, it lets through. */
class ByteTestTest {
    private static final long FIRST_SEED = 20_261_203L;
    private static final List<String> KEYS = List.of(
            "image",
            "images",
            "Image",
            "IMAGE",
            "iMAGE",
            "IMage",
            "proxyImage",
            "base-image",
            "imageTag",
            "imageDigest",
            "imageRepository",
            "sidecarImage_tag",
            "repository",
            "registry",
            "name",
            "tag",
            "version",
            "digest",
            "newTag",
            "newName",
            "containers",
            "volumes",
            "reference",
            "spec",
            "values",
            "services",
            "kind",
            "apiVersion",
            "value",
            "op",
            "path",
            "parameters",
            "picture",
            "x");
    private static final List<String> VALUES = List.of(
            "nginx",
            "nginx:1.25",
            "1.0.0",
            "quay.io",
            "sha256:" + "0a".repeat(32),
            "v1",
            "Pod",
            "argoproj.io/v1alpha1",
            "Application",
            "acme.io/v1",
            "Widget",
            "List",
            "/spec/x",
            "replace",
            "a: x:1 # fairlead: part=reference");

    private final CustomFields custom = new CustomFields(List.of(CustomField.ofKind("Widget", "spec.picture")));
    private final ByteTest test = ByteTest.forFields(custom.words());

    @Test
    void letsThroughWhateverAParseFinds() {
        int found = 0;
        int spared = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 20_000; seed++) {
            Random random = new Random(seed);
            String path = List.of("a.yaml", "kustomization.yaml", "compose.yaml", ".argocd-source.yaml")
                    .get(random.nextInt(4));
            String text = "{" + entries(random, 3) + "}";
            boolean holds = holdsField(path, text);
            boolean passes = test.passes(text.getBytes(UTF_8));
            assertThat(passes || !holds).as("seed %d, %s: %s", seed, path, text).isTrue();
            found += holds ? 1 : 0;
            spared += passes ? 0 : 1;
        }
        assertThat(found).as("found").isGreaterThan(1_000);
        assertThat(spared).as("spared").isGreaterThan(1_000);
    }

    private boolean holdsField(String path, String text) {
        Finds finds = new Finds();
        Documents documents = new Documents(custom, finds, new NestedDocuments(ByteTest.forLiteralWords(": ")));
        YamlFile.parse(path, text.getBytes(UTF_8)).documents().forEach(one -> documents.find(FileKind.of(path), one));
        return !finds.found().isEmpty();
    }

    private static String entries(Random random, int depth) {
        StringBuilder entries = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String key = KEYS.get(random.nextInt(KEYS.size()));
            entries.append(entries.length() == 0 ? "" : ", ")
                    .append(written(random, key))
                    .append(": ");
            int kind = depth == 0 ? 0 : random.nextInt(5);
            entries.append(
                    kind < 3
                            ? '"' + VALUES.get(random.nextInt(VALUES.size())) + '"'
                            : kind == 3
                                    ? "{" + entries(random, depth - 1) + "}"
                                    : "[{" + entries(random, depth - 1) + "}]");
        }
        return entries.toString();
    }

    /** A key in quotes, at times with an escape of each kind that YAML and JSON have. */
    private static String written(Random random, String key) {
        if (random.nextInt(10) > 0) {
            return '"' + key + '"';
        }
        int at = random.nextInt(key.length());
        String escape =
                List.of("\\u%04x", "\\x%02X", "\\U%08x").get(random.nextInt(3)).formatted((int) key.charAt(at));
        return '"' + key.substring(0, at) + escape + key.substring(at + 1) + '"';
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: x",
                "proxyImage: x",
                "IMAGE: x",
                "repository: x",
                "chart: {registry: quay.io, name: acme/web, version: 1}",
                "v: 1 # {\"$imagepolicy\": \"a:b\"}",
                "v: 1 # fairlead: part=tag",
                "picture: x",
                "\"im\\u0061ge\": x",
                "values: \"im\\\n  age: x:1\""
            })
    void letsThrough(String text) {
        assertThat(test.passes(text.getBytes(UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "replicas: 1", "ima", "mag", "kind: ConfigMap\ndata: {a: b}", "fairlead", "e: mag"})
    void spares(String text) {
        assertThat(test.passes(text.getBytes(UTF_8))).isFalse();
    }

    @Test
    void aFileInUtf16IsLookedAtAsWhatItSays() {
        assertThat(test.passes("image: nginx:1".getBytes(UTF_16))).isTrue();
        assertThat(test.passes("\uFEFFimage: nginx:1".getBytes(UTF_16LE))).isTrue();
        assertThat(test.passes("replicas: 1".getBytes(UTF_16))).isFalse();
        Locator locator = new Locator(List.of(), List.of(), false);
        assertThat(locator.locate("a.yaml", "image: nginx:1".getBytes(UTF_16)).unread())
                .hasSize(1);
    }
}
