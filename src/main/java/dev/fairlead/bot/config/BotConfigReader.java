package dev.fairlead.bot.config;

import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.config.read.ConfigDocument;
import dev.fairlead.update.config.read.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a {@code BotConfig} file. Whatever is wrong in it is told at once, each with its line and column. */
public final class BotConfigReader {
    /** The kind of object that the file holds. */
    public static final String KIND = "BotConfig";

    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final int PARALLEL = 4;
    private static final Map<String, Sender> SENDERS =
            Arrays.stream(Sender.values()).collect(Collectors.toMap(Sender::word, Function.identity()));

    private BotConfigReader() {}

    /**
     * Reads a configuration.
     *
     * @param file its name, for messages
     * @throws dev.fairlead.update.config.read.ConfigException with everything that is wrong in it
     */
    public static BotConfig read(String file, String text) {
        return ConfigDocument.read(file, text, KIND, BotForm.BOT, BotConfigReader::config);
    }

    private static BotConfig config(Section root) {
        if (!root.has("repositories")) {
            root.wrong("", "'repositories' is missing", "add it, with at least '[]'");
        }
        Duration interval = root.value("interval", Values::interval).orElse(INTERVAL);
        List<Section> webhooks = root.sections("webhooks", BotForm.WEBHOOK);
        List<Section> repositories = root.sections("repositories", BotForm.REPOSITORY);
        List<Section> logins = root.sections("registries", BotForm.REGISTRY);
        each(webhooks, "name", Function.identity());
        each(repositories, "name", Function.identity());
        each(repositories, "url", url -> RepoLocation.parse(url).toString());
        each(logins, "host", host -> host.toLowerCase(Locale.ROOT));
        return new BotConfig(
                root.value("parallel", Values::parallel).orElse(PARALLEL),
                logins.stream().flatMap(login -> login(login).stream()).toList(),
                webhooks.stream().flatMap(rule -> webhook(rule).stream()).toList(),
                root.section("lease", BotForm.LEASE).map(BotConfigReader::lease),
                repositories.stream()
                        .flatMap(rule -> repository(rule, interval).stream())
                        .toList());
    }

    /** Two of one name would be taken for each other. */
    private static void each(List<Section> sections, String key, Function<String, String> canonical) {
        Map<String, String> seen = new HashMap<>();
        for (Section section : sections) {
            section.value(key, canonical).ifPresent(value -> {
                String before = seen.putIfAbsent(value, section.place());
                if (before != null) {
                    section.wrong(key, "'" + value + "' is there already, at " + before, "keep one of them");
                }
            });
        }
    }

    private static Optional<RegistryLogin> login(Section section) {
        String host = section.required("host").toLowerCase(Locale.ROOT);
        String username = section.required("username");
        return secret(section, "password").map(password -> new RegistryLogin(host, username, password));
    }

    private static LeaseRule lease(Section section) {
        section.required("name");
        return new LeaseRule(section.value("name", Values::name).orElse(""), section.value("namespace", Values::name));
    }

    private static Optional<WebhookRule> webhook(Section section) {
        section.required("name");
        section.required("from");
        Optional<String> name = section.value("name", Values::name);
        Optional<Sender> sender = section.choice("from", SENDERS);
        Optional<SecretSource> secret = secret(section, "secret");
        Optional<String> header = section.value("header", Values::header);
        Set<String> hosts = new HashSet<>(section.values("hosts", text -> text.toLowerCase(Locale.ROOT)));
        if (name.isEmpty() || sender.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        check(section, sender.get());
        sender.get().host().filter(only -> hosts.isEmpty()).ifPresent(hosts::add);
        return Optional.of(new WebhookRule(name.get(), sender.get(), secret.get(), header, hosts));
    }

    private static void check(Section section, Sender sender) {
        if (section.has("header") && sender.proof() != Sender.Proof.HEADER) {
            section.wrong("header", "'" + sender.word() + "' sends no header of one's own choice", "leave it out");
        }
        if (section.has("hosts") && !sender.registry()) {
            section.wrong("hosts", "'" + sender.word() + "' tells of repositories, not of images", "leave it out");
        }
        boolean anyHost = sender == Sender.ACR || sender == Sender.HARBOR || sender == Sender.GENERIC;
        if (anyHost && !section.has("hosts")) {
            section.wrong(
                    "hosts",
                    "'hosts' is missing: whose images this sender may tell of",
                    "name the registry, like [contoso.azurecr.io]");
        }
    }

    private static Optional<RepositoryRule> repository(Section section, Duration interval) {
        section.required("name");
        section.required("url");
        Optional<String> name = section.value("name", Values::name);
        Optional<String> url = section.value("url", Values::url);
        List<RepositoryRule.Variable> variables = section.sections("variables", BotForm.VARIABLE).stream()
                .flatMap(variable -> variable(variable).stream())
                .toList();
        Duration own = section.value("interval", Values::interval).orElse(interval);
        return name.flatMap(known -> url.map(address -> new RepositoryRule(
                known,
                address,
                section.text("forge"),
                section.text("configFile").orElse(UpdateConfig.FILE),
                own,
                variables)));
    }

    private static Optional<RepositoryRule.Variable> variable(Section section) {
        section.required("name");
        Optional<String> name = section.value("name", Values::variable);
        Optional<SecretSource> source = source(section);
        return name.flatMap(known -> source.map(value -> new RepositoryRule.Variable(known, value)));
    }

    private static Optional<SecretSource> secret(Section section, String key) {
        if (!section.has(key)) {
            section.wrong(
                    "", "'" + key + "' is missing", "add '" + key + ": {env: NAME}' or '" + key + ": {file: PATH}'");
            return Optional.empty();
        }
        return section.section(key, BotForm.SECRET).flatMap(BotConfigReader::source);
    }

    private static Optional<SecretSource> source(Section section) {
        if (section.has("env") == section.has("file")) {
            section.wrong("", "a secret is in one place", "write either 'env: NAME' or 'file: PATH'");
            return Optional.empty();
        }
        return section.<SecretSource>value("env", text -> new SecretSource.Variable(Values.variable(text)))
                .or(() -> section.value("file", text -> new SecretSource.File(Path.of(text))));
    }
}
