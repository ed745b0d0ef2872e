package dev.fairlead.bot.hear;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.FairleadException;
import dev.fairlead.bot.config.Sender;
import dev.fairlead.bot.config.WebhookRule;
import dev.fairlead.image.ImageName;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears events: who does not know the secret is refused before anything that was sent is looked at; what is left is read as
 * the sender's form and handed on. It serves several threads.
 */
public final class Hearing {
    /** What becomes of an event that is believed. */
    @FunctionalInterface
    public interface Ear {
        /** Acts on the event, and tells how many repositories it concerns. */
        int hear(Event event);
    }

    /** What counts events. */
    @FunctionalInterface
    public interface Counter {
        /**
         * Counts an event.
         *
         * @param webhook its configured name, never one that was only sent
         */
        void count(String webhook, Outcome outcome);
    }

    /** What became of an event. The names are values of a metric's label: they do not change. */
    public enum Outcome {
        /** It makes runs due. */
        ACCEPTED,
        /** It is of no interest, or no repository is concerned. */
        IGNORED,
        /** The sender is not who it should be. */
        REFUSED,
        /** It cannot be read. */
        MALFORMED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REGISTRY_BODY = 256 * 1024;
    private static final int FORGE_BODY = 5 * 1024 * 1024;
    private static final Map<Sender, Function<Message, Event>> READERS = Map.ofEntries(
            Map.entry(Sender.ACR, RegistryMessages::acr),
            Map.entry(Sender.DOCKER_HUB, RegistryMessages::dockerHub),
            Map.entry(Sender.GHCR, RegistryMessages::ghcr),
            Map.entry(Sender.HARBOR, RegistryMessages::harbor),
            Map.entry(Sender.QUAY, RegistryMessages::quay),
            Map.entry(Sender.GENERIC, RegistryMessages::generic),
            Map.entry(Sender.GITHUB, ForgeMessages::gitHub),
            Map.entry(Sender.GITEA, ForgeMessages::gitea),
            Map.entry(Sender.GITLAB, ForgeMessages::gitLab),
            Map.entry(Sender.BITBUCKET, ForgeMessages::bitbucket),
            Map.entry(Sender.AZURE_REPOS, ForgeMessages::azureRepos));

    private final Map<String, WebhookRule> rules;
    private final Map<String, String> environment;
    private final Ear ear;
    private final Counter counter;

    /** @param rules by their names */
    public Hearing(Map<String, WebhookRule> rules, Map<String, String> environment, Ear ear, Counter counter) {
        this.rules = Map.copyOf(rules);
        this.environment = environment;
        this.ear = ear;
        this.counter = counter;
    }

    /**
     * Hears one event.
     *
     * @param webhook the name in its address
     * @param pathSecret what follows the name; empty text if nothing does
     * @param headers by name, in any case; empty text where there is none
     * @param body read only as far as it may be long
     */
    public Reply hear(String webhook, String pathSecret, UnaryOperator<String> headers, InputStream body)
            throws IOException {
        WebhookRule rule = rules.get(webhook);
        if (rule == null) {
            return Reply.REFUSED;
        }
        Optional<String> secret = secret(rule);
        if (secret.isEmpty() || !Authenticity.known(rule, secret.get(), headers, pathSecret)) {
            return told(rule, Outcome.REFUSED, Reply.REFUSED);
        }
        int most = rule.sender().registry() ? REGISTRY_BODY : FORGE_BODY;
        byte[] bytes = body.readNBytes(most + 1);
        if (bytes.length > most) {
            return told(rule, Outcome.MALFORMED, Reply.TOO_LARGE);
        }
        if (Authenticity.needsBody(rule) && !Authenticity.signed(rule, secret.get(), headers, bytes)) {
            return told(rule, Outcome.REFUSED, Reply.REFUSED);
        }
        return event(rule, headers, bytes).map(event -> take(rule, event)).orElseGet(() -> {
            return told(rule, Outcome.MALFORMED, Reply.NO_EVENT);
        });
    }

    private Optional<String> secret(WebhookRule rule) {
        try {
            return Optional.of(rule.secret().read(environment));
        } catch (FairleadException e) {
            LOG.error("webhook {}: {}", rule.name(), e.problem());
            return Optional.empty();
        }
    }

    private static Optional<Event> event(WebhookRule rule, UnaryOperator<String> headers, byte[] bytes)
            throws IOException {
        try {
            JsonNode body = JSON.readTree(bytes);
            if (body == null || !body.isObject()) {
                return Optional.empty();
            }
            Function<Message, Event> reader = READERS.get(rule.sender());
            return Optional.ofNullable(reader).map(known -> known.apply(new Message(headers, body)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private Reply take(WebhookRule rule, Event event) {
        Event allowed = allowed(rule, event);
        if (allowed instanceof Event.Nothing nothing) {
            return told(rule, Outcome.IGNORED, Reply.nothing(nothing.why()));
        }
        int concerned = ear.hear(allowed);
        LOG.info("webhook {}: {}, which concerns {} repositories", rule.name(), allowed, concerned);
        return told(rule, concerned == 0 ? Outcome.IGNORED : Outcome.ACCEPTED, Reply.heard(concerned));
    }

    /** A secret of one registry says nothing of the images of another. */
    private static Event allowed(WebhookRule rule, Event event) {
        if (!(event instanceof Event.ImagesPushed pushed) || rule.hosts().isEmpty()) {
            return event;
        }
        Set<ImageName> own = pushed.images().stream()
                .filter(image -> rule.hosts().contains(image.registry()))
                .collect(Collectors.toUnmodifiableSet());
        return own.isEmpty()
                ? new Event.Nothing("it names no image of " + String.join(", ", rule.hosts()))
                : new Event.ImagesPushed(own);
    }

    private Reply told(WebhookRule rule, Outcome outcome, Reply reply) {
        counter.count(rule.name(), outcome);
        return reply;
    }
}
