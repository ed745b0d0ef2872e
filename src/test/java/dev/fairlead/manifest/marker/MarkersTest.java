package dev.fairlead.manifest.marker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.field.PolicyName;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkersTest {
    private static final PolicyName POLICY = new PolicyName("flux-system", "api");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"$imagepolicy": "flux-system:api"}          | REFERENCE
            {"$imagepolicy": "flux-system:api:tag"}      | TAG
            {"$imagepolicy": "flux-system:api:name"}     | NAME
            {"$imagepolicy": "flux-system:api:digest"}   | DIGEST
            {"$imagepolicy":"flux-system:api"}           | REFERENCE
            { "$imagepolicy" : "flux-system:api" }       | REFERENCE
            # {"$imagepolicy": "flux-system:api"}        | REFERENCE
            {"$imagepolicy": "flux-system:\\u0061pi"}    | REFERENCE
            {"a": 1, "$imagepolicy": "flux-system:api"}  | REFERENCE
            """)
    void fluxMarkersAreReadAsFluxDoes(String comment, Part part) {
        assertThat(FluxMarker.read(comment)).hasValue(new Marker.Flux(POLICY, part));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"$imagepolicy": "api"}                      | 'api' is not NAMESPACE:POLICY
            {"$imagepolicy": ""}                         | is not NAMESPACE:POLICY
            {"$imagepolicy": ":api"}                     | is not NAMESPACE:POLICY
            {"$imagepolicy": "flux-system:"}             | is not NAMESPACE:POLICY
            {"$imagepolicy": "flux-system:api:"}         | '' is none of :tag, :name and :digest
            {"$imagepolicy": "flux-system:api:version"}  | ':version' is none of :tag, :name and :digest
            {"$imagepolicy": "flux-system:api:tag:x"}    | is not NAMESPACE:POLICY
            {"$imagepolicy": 1}                          | is no string
            {"$imagepolicy": ["flux-system:api"]}        | is no string
            {"$imagepolicy": "flux-system:api"           | is no JSON object
            {'$imagepolicy': 'flux-system:api'}          | is no JSON object
            {$imagepolicy: flux-system:api}              | is no JSON object
            """)
    void malformedFluxMarkersSayWhatIsWrong(String comment, String fault) {
        assertThat(FluxMarker.read(comment))
                .hasValueSatisfying(marker -> assertThat(marker)
                        .isInstanceOfSatisfying(
                                Marker.Broken.class,
                                broken -> assertThat(broken.fault()).contains(fault.replace("'' is", "':' is"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a comment",
                "{}",
                "{\"$other\": \"flux-system:api\"}",
                "see $imagepolicy",
                "the marker {\"$imagepolicy\": \"flux-system:api\"} stands behind a word"
            })
    void otherCommentsAreNoFluxMarkers(String comment) {
        assertThat(FluxMarker.read(comment)).isEmpty();
    }

    @Test
    void ownMarkersSayImagePartAndPolicy() {
        assertThat(OwnMarker.read("fairlead: image=nginx"))
                .hasValue(new Marker.Own(Optional.of(ImageName.parse("nginx")), Optional.empty(), Optional.empty()));
        assertThat(OwnMarker.read("  fairlead:   part=TAG   policy=flux-system:api "))
                .hasValue(new Marker.Own(Optional.empty(), Optional.of(Part.TAG), Optional.of(POLICY)));
        assertThat(OwnMarker.read("fairlead:part=digest"))
                .hasValue(new Marker.Own(Optional.empty(), Optional.of(Part.DIGEST), Optional.empty()));
        assertThat(OwnMarker.read("fairlead: ignore")).hasValue(new Marker.Ignore(""));
        assertThat(OwnMarker.read("fairlead: ignore until we are ready"))
                .hasValue(new Marker.Ignore("until we are ready"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            fairlead:                        | it says nothing
            fairlead: image=NGINX            | 'NGINX' is no image name
            fairlead: image=                 | '' is no image name
            fairlead: image=nginx:1          | 'nginx:1' is no image name
            fairlead: part=half              | part 'half' is none of reference, name, tag and digest
            fairlead: part=registry          | part 'registry' is none of
            fairlead: policy=api             | 'api' is not NAMESPACE:NAME
            fairlead: imag=nginx             | 'imag=nginx' is none of image=, part=, policy= and ignore
            fairlead: image=nginx and more   | 'and' is none of
            fairlead: ignored                | 'ignored' is none of
            """)
    void malformedOwnMarkersSayWhatIsWrong(String comment, String fault) {
        assertThat(OwnMarker.read(comment))
                .hasValueSatisfying(marker -> assertThat(marker)
                        .isInstanceOfSatisfying(
                                Marker.Broken.class,
                                broken -> assertThat(broken.fault()).contains(fault)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fairlead", "fairlead is a fitting", "see fairlead: image=x", "Fairlead: image=x"})
    void otherCommentsAreNoOwnMarkers(String comment) {
        assertThat(OwnMarker.read(comment)).isEmpty();
    }
}
