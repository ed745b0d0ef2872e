package dev.fairlead.bot.config;

import dev.fairlead.update.config.read.Form;
import java.util.List;

/**
 * The mappings of a {@code BotConfig} with the keys that each may have. The published JSON Schema has one definition for
 * each of them, under the same name; a test holds the two against each other.
 */
enum BotForm implements Form {
    BOT(
            "bot",
            List.of("apiVersion", "kind", "interval", "parallel", "registries", "webhooks", "lease", "repositories")),
    REGISTRY("registry", List.of("host", "username", "password")),
    WEBHOOK("webhook", List.of("name", "from", "secret", "header", "hosts")),
    LEASE("lease", List.of("name", "namespace")),
    REPOSITORY("repository", List.of("name", "url", "forge", "configFile", "interval", "variables")),
    VARIABLE("variable", List.of("name", "env", "file")),
    SECRET("secret", List.of("env", "file"));

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes a list that nobody can change
    private final List<String> keys;

    BotForm(String title, List<String> keys) {
        this.title = title;
        this.keys = keys;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public List<String> keys() {
        return keys;
    }
}
