package dev.fairlead.signature;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An envelope of the Dead Simple Signing Envelope specification 1.0.
 *
 * @param payload what is signed, with its type
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, never compared
record Dsse(String payloadType, byte[] payload, List<byte[]> signatures) {
    static final String IN_TOTO = "application/vnd.in-toto+json";
    private static final int MAX_SIGNATURES = 16;

    static Dsse parse(byte[] json) throws Unproven {
        return of(Json.object(json, "the envelope"));
    }

    static Dsse of(JsonNode envelope) throws Unproven {
        List<byte[]> signatures = new ArrayList<>();
        for (JsonNode one : envelope.path("signatures")) {
            if (signatures.size() < MAX_SIGNATURES) {
                signatures.add(Json.base64(one.path("sig"), "the envelope's signature"));
            }
        }
        return new Dsse(
                Json.text(envelope.path("payloadType"), "the payload's type"),
                Json.base64(envelope.path("payload"), "the payload"),
                signatures);
    }

    /** What is signed: the pre-authentication encoding. */
    byte[] signedBytes() {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(type);
        bytes.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    /** The statement that is its payload. */
    Statement statement() throws Unproven {
        if (!payloadType.equals(IN_TOTO)) {
            throw new Unproven("it signs '" + Words.shown(payloadType) + "', which is no in-toto statement");
        }
        return Statement.parse(payload);
    }
}
