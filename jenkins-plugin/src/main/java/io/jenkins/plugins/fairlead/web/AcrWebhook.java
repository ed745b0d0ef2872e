package io.jenkins.plugins.fairlead.web;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.fairlead.config.WebhookSecrets;
import io.jenkins.plugins.fairlead.trigger.ImageChecks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hears of pushes. An event is no more than a hint: jobs that wait for the image ask the registry itself, so that an event that is
 * lost, repeated or made up starts no build that the registry does not bear out.
 */
final class AcrWebhook {
    private static final Logger LOG = Logger.getLogger(AcrWebhook.class.getName());
    private static final String BEARER = "Bearer ";
    /** Events are of one or two kilobytes. */
    static final int LARGEST = 64 * 1024;

    private AcrWebhook() {}

    /** Answers 403 to who does not know a secret, whatever is sent, and before it is read. */
    static void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Set<String> hosts = WebhookSecrets.hostsThatSend(secret(request.getHeader("Authorization")));
        if (hosts.isEmpty()) {
            answer(response, HttpServletResponse.SC_FORBIDDEN, "the secret is not known");
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            answer(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "too large for an event");
            return;
        }
        Optional<AcrPush> event = AcrPush.parse(body);
        if (event.isEmpty()) {
            answer(response, HttpServletResponse.SC_BAD_REQUEST, "this is no event of a registry");
        } else if (!hosts.contains(event.get().host())) {
            answer(response, HttpServletResponse.SC_FORBIDDEN, "the secret is not known");
        } else {
            take(event.get(), response);
        }
    }

    private static void take(AcrPush event, HttpServletResponse response) throws IOException {
        if (!event.push() || event.repository().isEmpty()) {
            answer(response, HttpServletResponse.SC_OK, "nothing to do");
            return;
        }
        int jobs = ImageChecks.get().pushed(event.image());
        LOG.log(Level.FINE, "{0}: a push, which {1} jobs wait for", new Object[] {event.image(), jobs});
        answer(response, HttpServletResponse.SC_ACCEPTED, "heard");
    }

    private static String secret(@CheckForNull String header) {
        String given = Util.fixNull(header);
        return given.startsWith(BEARER) ? given.substring(BEARER.length()).trim() : "";
    }

    private static void answer(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
