package dev.fairlead.manifest;

import static dev.fairlead.manifest.Edits.NEW;
import static dev.fairlead.manifest.Edits.OLD;
import static dev.fairlead.manifest.Edits.edited;
import static dev.fairlead.manifest.Edits.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values of a field change so that it holds what is wanted; {@code ^} stands for the old digest and {@code +} for the new one. */
class PlannerTest {
    private static String text(String compact) {
        return compact.replace("^", OLD).replace("+", NEW) + "\n";
    }

    private static String wanted(String compact) {
        return compact.replace("+", NEW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            image: nginx                              | nginx:2              | image: nginx:2
            image: nginx:1                            | nginx:2              | image: nginx:2
            image: docker.io/library/nginx:1          | nginx:2              | image: docker.io/library/nginx:2
            image: nginx:1                            | nginx:2@+            | image: nginx:2@+
            image: nginx:1@^                          | nginx:2@+            | image: nginx:2@+
            image: nginx@^                            | nginx:2@+            | image: nginx:2@+
            image: nginx@^                            | nginx@+              | image: nginx@+
            {repository: nginx, tag: 1}               | nginx:2              | {repository: nginx, tag: "2"}
            {repository: nginx, tag: v1}              | nginx:v2             | {repository: nginx, tag: v2}
            {repository: nginx, tag: ''}              | nginx:2              | {repository: nginx, tag: '2'}
            {repository: nginx, tag: v1, digest: ^}   | nginx:v2@+           | {repository: nginx, tag: v2, digest: +}
            {repository: nginx, tag: v1@^}            | nginx:v2@+           | {repository: nginx, tag: v2@+}
            {repository: nginx, digest: ^}            | nginx:v2@+           | {repository: nginx, digest: +}
            {repository: nginx, tag: v1, digest: ''}  | nginx:v2             | {repository: nginx, tag: v2, digest: ''}
            {registry: a.b, repository: c, tag: v1}   | a.b/c:v2             | {registry: a.b, repository: c, tag: v2}
            """)
    void anImageChangesWhatHoldsItsVersion(String before, String image, String after) {
        assertThat(edited("values.yaml", text(before), wanted(image))).isEqualTo(text(after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            image: nginx:1@^                          | nginx:2      | it is pinned to
            image: nginx@^                            | nginx:2      | it is pinned to
            image: nginx:1                            | nginx@+      | its tag 1 need not be the tag of
            {repository: nginx, tag: v1, digest: ^}   | nginx:v2     | it is pinned to
            {repository: nginx, tag: v1@^}            | nginx:v2     | it is pinned to
            {repository: nginx, tag: v1}              | nginx:v2@+   | no value beside the tag holds a digest
            {repository: nginx, tag: v1}              | nginx@+      | its tag v1 need not be the tag of
            image: {repository: nginx}                | nginx:2      | no tag stands beside the repository
            """)
    void whatWouldTearTagAndDigestApartIsRefused(String before, String image, String reason) {
        assertThat(refusal("values.yaml", text(before), wanted(image))).satisfies(refusal -> {
            assertThat(refusal.reason()).contains(reason);
            assertThat(refusal.remedy()).isNotEmpty();
            assertThat(refusal.place().toString()).matches("values.yaml:1:[1-9][0-9]*");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            images: [{name: nginx, newTag: v1}]               | nginx:v2      | images: [{name: nginx, newTag: v2}]
            images: [{name: x, newName: nginx, newTag: v1}]   | nginx:v2      | images: [{name: x, newName: nginx, newTag: v2}]
            images: [{name: nginx, digest: ^}]                | nginx:v2@+    | images: [{name: nginx, digest: +}]
            images: [{name: nginx, newTag: v1, digest: ^}]    | nginx:v2@+    | images: [{name: nginx, newTag: v2, digest: +}]
            """)
    void anEntryOfAKustomizationIsTheImageThatResults(String before, String image, String after) {
        assertThat(edited("kustomization.yaml", text(before), wanted(image))).isEqualTo(text(after));
    }

    @Test
    void anEntryThatRenamesAnImageAwayIsNotThatImage() {
        String text = "images: [{name: nginx, newName: mirror.example/nginx, newTag: v1}]\n";
        assertThat(edited("kustomization.yaml", text, "nginx:v2")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            image: a:1 # {"$imagepolicy": "p:x"}          | b:2      | image: b:2 # {"$imagepolicy": "p:x"}
            image: a:1@^ # {"$imagepolicy": "p:x"}        | b:2@+    | image: b:2@+ # {"$imagepolicy": "p:x"}
            v: v1 # {"$imagepolicy": "p:x:tag"}           | b:v2     | v: v2 # {"$imagepolicy": "p:x:tag"}
            v: v1@^ # {"$imagepolicy": "p:x:tag"}         | b:v2@+   | v: v2@+ # {"$imagepolicy": "p:x:tag"}
            v: a # {"$imagepolicy": "p:x:name"}           | b/c:2    | v: b/c # {"$imagepolicy": "p:x:name"}
            v: ^ # {"$imagepolicy": "p:x:digest"}         | b:2@+    | v: + # {"$imagepolicy": "p:x:digest"}
            v: v1 # fairlead: part=tag policy=p:x         | b:v2     | v: v2 # fairlead: part=tag policy=p:x
            """)
    void aMarkedValueTakesItsPartOfThePolicysResult(String before, String result, String after) {
        assertThat(edited("any.yaml", text(before), "p:x=" + wanted(result))).isEqualTo(text(after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            image: a:1@^ # {"$imagepolicy": "p:x"}     | a:2      | it is pinned to a digest
            v: v1@^ # {"$imagepolicy": "p:x:tag"}      | a:2      | it is pinned to a digest
            v: v1 # {"$imagepolicy": "p:x:tag"}        | a@+      | names no tag
            v: ^ # {"$imagepolicy": "p:x:digest"}      | a:2      | has no digest
            """)
    void aPolicyThatCannotFillAMarkedValueIsRefused(String before, String result, String reason) {
        assertThat(refusal("any.yaml", text(before), "p:x=" + wanted(result)).reason())
                .contains(reason);
    }

    @Test
    void ofAPolicyAndAnImageThePolicyCounts() {
        String text = "image: nginx:1 # {\"$imagepolicy\": \"p:x\"}\n";
        assertThat(edited("any.yaml", text, "p:x=nginx:2", "nginx:3")).isEqualTo(text.replace("nginx:1", "nginx:2"));
    }

    @Test
    void aTagUnderAPolicyBesideADigestThatIsNotIsRefused() {
        String text =
                "image:\n  repository: nginx\n  tag: v1 # {\"$imagepolicy\": \"p:x:tag\"}\n  digest: " + OLD + "\n";
        assertThat(refusal("values.yaml", text, "p:x=nginx:v2").reason())
                .contains("the digest beside it pins the old image");
    }

    @Test
    void aNameUnderAPolicyLeavesTheRegistryBesideItAndRefusesAnother() {
        String text = "image:\n  registry: a.b\n  repository: c # {\"$imagepolicy\": \"p:x:name\"}\n  tag: v1\n";
        assertThat(edited("values.yaml", text, "p:x=a.b/d:1"))
                .isEqualTo(text.replace("repository: c", "repository: d"));
        assertThat(refusal("values.yaml", text, "p:x=e.f/d:1").reason()).contains("the registry beside it is 'a.b'");
    }
}
