package dev.fairlead.bot.hear;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what registries send. Each method names the description that it follows. */
final class RegistryMessages {
    private static final Set<String> GITHUB_EVENTS = Set.of("package", "registry_package");

    private RegistryMessages() {}

    /**
     * Microsoft, "Azure Container Registry webhook reference". A push without a tag is one of an image that got its tag in the
     * same moment, or of a part of one: the registry is asked all the same.
     */
    static Event acr(Message message) {
        if (!message.text("action").equals("push")) {
            return new Event.Nothing("only pushes matter here, and this is a " + word(message.text("action")));
        }
        return pushed(Stream.of(message.text("request", "host") + "/" + message.text("target", "repository")));
    }

    /** Docker, "Docker Hub webhooks". */
    static Event dockerHub(Message message) {
        return pushed(Stream.of("docker.io/" + message.text("repository", "repo_name")));
    }

    /** GitHub, "Webhook events and payloads": {@code package} and {@code registry_package}. */
    static Event ghcr(Message message) {
        String kind = message.header("X-GitHub-Event");
        Message about = message.part(kind);
        if (!GITHUB_EVENTS.contains(kind) || !about.text("package_type").equalsIgnoreCase("container")) {
            return new Event.Nothing("only packages that are containers matter here");
        }
        String owner = Stream.of(about.text("namespace"), about.text("owner", "login"))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return pushed(Stream.of(("ghcr.io/" + owner + "/" + about.text("name")).toLowerCase(Locale.ROOT)));
    }

    /** Harbor, "Configure Webhook Notifications": its default form, and CloudEvents. */
    static Event harbor(Message message) {
        String type = message.text("type");
        if (!Set.of("PUSH_ARTIFACT", "harbor.artifact.pushed").contains(type)) {
            return new Event.Nothing("only pushed artifacts matter here, and this is a " + word(type));
        }
        Message data = message.has("event_data") ? message.part("event_data") : message.part("data");
        return pushed(data.items("resources").stream().map(resource -> resource.text("resource_url")));
    }

    /** Red Hat, "Quay: Repository notifications", event "Push to Repository". */
    static Event quay(Message message) {
        return pushed(Stream.of(message.text("docker_url")));
    }

    /** Our own form, {@code {"images": ["HOST/NAME", …]}}, with tags or without. */
    static Event generic(Message message) {
        return pushed(message.items("images").stream().map(item -> item.body().asText("")));
    }

    private static Event pushed(Stream<String> references) {
        List<String> named = references.toList();
        Set<ImageName> images =
                named.stream().flatMap(text -> name(text).stream()).collect(Collectors.toUnmodifiableSet());
        return images.isEmpty() ? new Event.Nothing("it names no image") : new Event.ImagesPushed(images);
    }

    private static Optional<ImageName> name(String text) {
        return ImageReference.tryParse(text).map(ImageReference::name);
    }

    private static String word(String text) {
        return text.matches("[A-Za-z._-]{1,40}") ? text : "message of another kind";
    }
}
