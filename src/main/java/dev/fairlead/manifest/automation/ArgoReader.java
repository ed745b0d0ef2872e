package dev.fairlead.manifest.automation;

import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.yaml.Mapping;
import dev.fairlead.manifest.yaml.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the annotations of Argo CD Image Updater from an {@code Application}. */
public final class ArgoReader {
    private static final String PREFIX = "argocd-image-updater.argoproj.io/";

    private final String application;
    private final Mapping annotations;

    private ArgoReader(String application, Mapping annotations) {
        this.application = application;
        this.annotations = annotations;
    }

    /** The images that annotations of this object name, in their order. */
    public static List<ArgoImage> images(Mapping object) {
        Optional<Mapping> metadata = object.mapping("metadata");
        String name =
                metadata.flatMap(data -> data.scalar("name")).map(Scalar::value).orElse("");
        return metadata.flatMap(data -> data.mapping("annotations"))
                .map(annotations -> new ArgoReader(name, annotations).images())
                .orElse(List.of());
    }

    private List<ArgoImage> images() {
        Optional<Scalar> list = annotations.scalar(PREFIX + "image-list");
        return list.stream()
                .flatMap(scalar -> parts(scalar.value()).map(one -> image(scalar, one)))
                .toList();
    }

    /** {@code [alias=]image[:constraint]}. */
    private ArgoImage image(Scalar list, String text) {
        int equals = text.indexOf('=');
        // A constraint may hold an equals sign (>=1.0); an alias is a word.
        boolean aliased = equals > 0 && text.substring(0, equals).matches("[A-Za-z0-9_.-]+");
        Optional<String> alias = aliased ? Optional.of(text.substring(0, equals)) : Optional.empty();
        String image = aliased ? text.substring(equals + 1) : text;
        int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
        Function<String, Optional<String>> own =
                key -> alias.flatMap(word -> annotation(word + "." + key)).or(() -> annotation(key));
        return new ArgoImage(
                place(list),
                application,
                alias,
                colon < 0 ? image : image.substring(0, colon),
                colon < 0 ? Optional.empty() : Optional.of(image.substring(colon + 1)),
                own.apply("update-strategy").orElse("semver"),
                own.apply("allow-tags"),
                own.apply("ignore-tags").map(tags -> parts(tags).toList()).orElse(List.of()),
                own.apply("platforms").map(names -> parts(names).toList()).orElse(List.of()),
                alias.flatMap(word -> annotation(word + ".helm.image-name")),
                alias.flatMap(word -> annotation(word + ".helm.image-tag")),
                alias.flatMap(word -> annotation(word + ".helm.image-spec")),
                alias.flatMap(word -> annotation(word + ".kustomize.image-name")));
    }

    private Optional<String> annotation(String key) {
        return annotations.scalar(PREFIX + key).map(Scalar::value).filter(value -> !value.isBlank());
    }

    private static Stream<String> parts(String list) {
        return Stream.of(list.split(",", -1)).map(String::strip).filter(part -> !part.isEmpty());
    }

    private static Place place(Scalar scalar) {
        return new Place(scalar.document().file().name(), scalar.line(), scalar.column());
    }
}
