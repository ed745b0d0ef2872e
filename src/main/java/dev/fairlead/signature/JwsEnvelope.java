package dev.fairlead.signature;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the Notary Project's JWS envelopes: RFC 7515 in the flattened JSON form. */
final class JwsEnvelope {
    private static final Set<String> CRITICAL = Set.of(NotaryEnvelope.SCHEME, NotaryEnvelope.EXPIRY);

    private JwsEnvelope() {}

    static NotaryEnvelope parse(byte[] bytes) throws Unproven {
        JsonNode json = Json.object(bytes, "the envelope");
        String protectedPart = Json.text(json.path("protected"), "the envelope's protected header");
        String payload = Json.text(json.path("payload"), "the envelope's payload");
        JsonNode header = Json.object(Json.base64(protectedPart, "the protected header"), "the protected header");
        for (JsonNode name : header.path("crit")) {
            if (!CRITICAL.contains(name.asText())) {
                throw new Unproven("it asks for '" + Words.shown(name.asText()) + "', which is not understood here");
            }
        }
        List<byte[]> chain = new ArrayList<>();
        for (JsonNode certificate : json.path("header").path("x5c")) {
            chain.add(Json.base64(certificate, "a certificate"));
        }
        return new NotaryEnvelope(
                header.path("alg").asText(),
                (protectedPart + "." + payload).getBytes(StandardCharsets.US_ASCII),
                Json.base64(payload, "the payload"),
                Json.base64(json.path("signature"), "the signature"),
                Chains.parse(chain),
                header.path("cty").asText(),
                header.path(NotaryEnvelope.SCHEME).asText(),
                time(header.path(NotaryEnvelope.EXPIRY)));
    }

    private static Optional<Instant> time(JsonNode node) throws Unproven {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(node.asText()).toInstant());
        } catch (DateTimeException e) {
            throw new Unproven("its expiry is no time", e);
        }
    }
}
