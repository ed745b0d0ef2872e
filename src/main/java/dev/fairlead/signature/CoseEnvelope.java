package dev.fairlead.signature;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the Notary Project's COSE envelopes: {@code COSE_Sign1} of RFC 9052, with certificates as RFC 9360 has them. */
final class CoseEnvelope {
    private static final CBORMapper CBOR = new CBORMapper(CBORFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private static final Map<Integer, String> ALGORITHMS =
            Map.of(-37, "PS256", -38, "PS384", -39, "PS512", -7, "ES256", -35, "ES384", -36, "ES512");
    private static final Set<String> CRITICAL = Set.of(NotaryEnvelope.SCHEME, NotaryEnvelope.EXPIRY);

    // labels of RFC 9052 and RFC 9360
    private static final String ALGORITHM = "1";
    private static final String CRIT = "2";
    private static final String CONTENT_TYPE = "3";
    private static final String X5CHAIN = "33";

    private CoseEnvelope() {}

    static NotaryEnvelope parse(byte[] bytes) throws Unproven {
        JsonNode message = read(bytes, "the envelope");
        if (!message.isArray() || message.size() != 4) {
            throw new Unproven("the envelope is no COSE_Sign1");
        }
        byte[] protectedPart = binary(message.get(0), "the protected header");
        byte[] payload = binary(message.get(2), "the payload");
        JsonNode header = read(protectedPart, "the protected header");
        for (JsonNode label : header.path(CRIT)) {
            if (!CRITICAL.contains(label.asText())) {
                throw new Unproven("it asks for '" + Words.shown(label.asText()) + "', which is not understood here");
            }
        }
        return new NotaryEnvelope(
                ALGORITHMS.getOrDefault(header.path(ALGORITHM).asInt(), ""),
                structure(protectedPart, payload),
                payload,
                binary(message.get(3), "the signature"),
                Chains.parse(chain(message.get(1).path(X5CHAIN))),
                header.path(CONTENT_TYPE).asText(),
                header.path(NotaryEnvelope.SCHEME).asText(),
                header.has(NotaryEnvelope.EXPIRY)
                        ? Optional.of(Instant.ofEpochSecond(
                                header.path(NotaryEnvelope.EXPIRY).asLong()))
                        : Optional.empty());
    }

    private static List<byte[]> chain(JsonNode certificates) throws Unproven {
        if (certificates.isBinary()) {
            return List.of(binary(certificates, "a certificate"));
        }
        List<byte[]> chain = new ArrayList<>();
        for (JsonNode certificate : certificates) {
            chain.add(binary(certificate, "a certificate"));
        }
        return chain;
    }

    /** The {@code Sig_structure} of RFC 9052, section 4.4. */
    private static byte[] structure(byte[] protectedPart, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator cbor = CBOR.getFactory().createGenerator(bytes)) {
            cbor.writeStartArray(null, 4);
            cbor.writeString("Signature1");
            cbor.writeBinary(protectedPart);
            cbor.writeBinary(new byte[0]);
            cbor.writeBinary(payload);
            cbor.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static JsonNode read(byte[] bytes, String what) throws Unproven {
        try {
            JsonNode node = CBOR.readTree(bytes);
            if (node != null) {
                return node;
            }
        } catch (IOException e) {
            throw new Unproven(what + " is no CBOR", e);
        }
        throw new Unproven(what + " is empty");
    }

    private static byte[] binary(JsonNode node, String what) throws Unproven {
        try {
            byte[] bytes = node.isBinary() ? node.binaryValue() : null;
            if (bytes != null) {
                return bytes;
            }
        } catch (IOException e) {
            throw new Unproven(what + " is no byte string", e);
        }
        throw new Unproven(what + " is no byte string");
    }
}
