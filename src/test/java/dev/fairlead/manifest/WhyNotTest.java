package dev.fairlead.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.field.PolicyName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The question that people ask most: why was nothing updated? */
class WhyNotTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "(a refusal says it)", textBlock = """
            x: 1                                    | a/api:2    | no field in 1 file holds docker.io/a/api
            image: b/api:1                          | a/api:2    | no field in 1 file holds docker.io/a/api; did you mean docker.io/b/api (values.yaml:1:8)?
            image: a/api:2                          | a/api:2    | every field of docker.io/a/api holds it already: values.yaml:1:8
            images: ['a/api:2', 'a/api:2']          | a/api:2    | every field of docker.io/a/api holds it already: values.yaml:1:10 and 1 more
            images: ['a/api:2', 'a/api:1']          | a/api:2    | (a refusal says it)
            image: [                                | a/api:2    | no field in 1 file holds docker.io/a/api; 1 was not read or left out, scan lists it
            """)
    void saysWhyAnImageChangedNothing(String text, String image, String why) {
        assertThat(new WhyNot(Edits.scan("values.yaml", text))
                        .image(ImageReference.parse(image))
                        .orElse(null))
                .isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "(a refusal says it)", textBlock = """
            image: a:1                                         | a:2          | no value in 1 file is marked with p:x
            image: a:1 # {"$imagepolicy": "q:x"}               | a:2          | no value in 1 file is marked with p:x; did you mean q:x?
            image: a:2 # {"$imagepolicy": "p:x"}               | a:2          | every value under p:x holds its result already: values.yaml:1:8
            v: v2 # {"$imagepolicy": "p:x:tag"}                | a:v2         | every value under p:x holds its result already: values.yaml:1:4
            v: a # {"$imagepolicy": "p:x:name"}                | a:v2         | every value under p:x holds its result already: values.yaml:1:4
            v: v1 # {"$imagepolicy": "p:x:tag"}                | a:v2         | (a refusal says it)
            """)
    void saysWhyAPolicyChangedNothing(String text, String result, String why) {
        assertThat(new WhyNot(Edits.scan("values.yaml", text))
                        .policy(new PolicyName("p", "x"), ImageReference.parse(result))
                        .orElse(null))
                .isEqualTo(why);
    }
}
