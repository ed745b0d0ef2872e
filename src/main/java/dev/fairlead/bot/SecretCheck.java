package dev.fairlead.bot;

import dev.fairlead.bot.config.BotConfig;
import dev.fairlead.bot.config.RegistryLogin;
import dev.fairlead.bot.config.SecretSource;
import dev.fairlead.bot.config.WebhookRule;
import java.util.Map;
import java.util.stream.Stream;

/** Looks at the start whether every secret that the configuration names is there: later, nobody watches. */
final class SecretCheck {
    private SecretCheck() {}

    static void check(BotConfig config, Map<String, String> environment) {
        Stream<SecretSource> logins = config.logins().stream().map(RegistryLogin::password);
        Stream<SecretSource> webhooks = config.webhooks().stream().map(WebhookRule::secret);
        Stream<SecretSource> variables = config.repositories().stream()
                .flatMap(repository -> repository.variables().stream())
                .map(variable -> variable.value());
        Stream.of(logins, webhooks, variables).flatMap(sources -> sources).forEach(source -> source.read(environment));
    }
}
