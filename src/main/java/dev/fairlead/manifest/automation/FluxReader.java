package dev.fairlead.manifest.automation;

import dev.fairlead.manifest.automation.FluxImagePolicy.Filter;
import dev.fairlead.manifest.automation.FluxImagePolicy.Order;
import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.yaml.Mapping;
import dev.fairlead.manifest.yaml.Scalar;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads Flux's image objects ({@code image.toolkit.fluxcd.io}), of any version of their API. */
public final class FluxReader {
    /** The API group of Flux's image objects. */
    public static final String GROUP = "image.toolkit.fluxcd.io";

    private FluxReader() {}

    /** The repository in this object, if it is a complete {@code ImageRepository}. */
    public static Optional<FluxImageRepository> repository(Mapping object) {
        Optional<String> name = text(metadata(object), "name");
        Optional<String> image = text(spec(object), "image");
        return name.isEmpty() || image.isEmpty()
                ? Optional.empty()
                : Optional.of(new FluxImageRepository(
                        place(object), text(metadata(object), "namespace"), name.get(), image.get()));
    }

    /** The policy in this object, if it is a complete {@code ImagePolicy}. */
    public static Optional<FluxImagePolicy> policy(Mapping object) {
        Optional<Mapping> reference = spec(object).flatMap(spec -> spec.mapping("imageRepositoryRef"));
        Optional<String> name = text(metadata(object), "name");
        Optional<String> repository = text(reference, "name");
        Optional<Order> order =
                spec(object).flatMap(spec -> spec.mapping("policy")).flatMap(FluxReader::order);
        if (name.isEmpty() || repository.isEmpty() || order.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FluxImagePolicy(
                place(object),
                text(metadata(object), "namespace"),
                name.get(),
                text(reference, "namespace"),
                repository.get(),
                order.get(),
                spec(object).flatMap(spec -> spec.mapping("filterTags")).map(FluxReader::filter),
                text(spec(object), "digestReflectionPolicy").orElse("Never")));
    }

    private static Optional<Order> order(Mapping policy) {
        return Stream.of("semver", "numerical", "alphabetical")
                .flatMap(kind -> policy
                        .find(kind)
                        .map(node -> new Order(kind, value(kind, node instanceof Mapping choice ? choice : null)))
                        .stream())
                .findFirst();
    }

    private static String value(String kind, @Nullable Mapping choice) {
        Optional<Mapping> given = Optional.ofNullable(choice);
        return kind.equals("semver")
                ? text(given, "range").orElse("*")
                : text(given, "order").orElse("asc");
    }

    private static Filter filter(Mapping filter) {
        Optional<Mapping> given = Optional.of(filter);
        return new Filter(
                text(given, "pattern").orElse(""), text(given, "extract").orElse(""));
    }

    private static Optional<Mapping> metadata(Mapping object) {
        return object.mapping("metadata");
    }

    private static Optional<Mapping> spec(Mapping object) {
        return object.mapping("spec");
    }

    private static Optional<String> text(Optional<Mapping> holder, String key) {
        return holder.flatMap(mapping -> mapping.scalar(key)).map(Scalar::value).filter(value -> !value.isEmpty());
    }

    private static Place place(Mapping object) {
        return new Place(object.document().file().name(), object.line(), object.column());
    }
}
