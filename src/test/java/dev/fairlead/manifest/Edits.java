package dev.fairlead.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.field.PolicyName;
import dev.fairlead.manifest.field.Refusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short ways for tests to rewrite one text with the known forms. */
final class Edits {
    /** The digest that tests pin to. */
    static final String OLD = "sha256:" + "0a".repeat(32);

    /** The digest that tests want. */
    static final String NEW = "sha256:" + "2b".repeat(32);

    static final Manifests MANIFESTS = Manifests.with(ManifestSettings.STANDARD);

    private Edits() {}

    /** The text after the images were set; nothing may be refused, and running again changes nothing. */
    static String edited(String path, String text, String... images) {
        Rewrite rewrite = rewrite(path, text, wanted(images));
        assertThat(rewrite.refusals()).isEmpty();
        String after = new String(rewrite.after(), UTF_8);
        assertThat(rewrite(path, after, wanted(images)).changes())
                .as("run again")
                .isEmpty();
        return after;
    }

    /** Why the only edit was not made; the text stays. */
    static Refusal refusal(String path, String text, String... images) {
        Rewrite rewrite = rewrite(path, text, wanted(images));
        assertThat(rewrite.changed()).isFalse();
        assertThat(rewrite.refusals()).hasSize(1);
        return rewrite.refusals().get(0);
    }

    static Rewrite rewrite(String path, String text, Wanted wanted) {
        return MANIFESTS.rewrite(ManifestFile.of(path, text.getBytes(UTF_8)), wanted);
    }

    /** References of images, and {@code NS:NAME=REFERENCE} for policies. */
    static Wanted wanted(String... images) {
        Map<PolicyName, ImageReference> policies = new LinkedHashMap<>();
        Arrays.stream(images).filter(text -> text.indexOf('=') >= 0).forEach(text -> {
            int equals = text.indexOf('=');
            policies.put(PolicyName.parse(text.substring(0, equals)), ImageReference.parse(text.substring(equals + 1)));
        });
        List<ImageReference> references = Arrays.stream(images)
                .filter(text -> text.indexOf('=') < 0)
                .map(ImageReference::parse)
                .toList();
        return Wanted.of(references, policies);
    }

    static ManifestScan scan(String path, String text) {
        return MANIFESTS.scan(List.of(ManifestFile.of(path, text.getBytes(UTF_8))));
    }
}
