package dev.fairlead.agent.source.bucket;

import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import dev.fairlead.registry.wire.Answer;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * Holds an object against the checksums that the service tells of it, as far as it tells any. An ETag is none: what it is
 * made of depends on how the object was encrypted and uploaded.
 */
final class Checksums {
    private static final String S3 = "x-amz-checksum-";

    private Checksums() {}

    static void require(Answer answer, String place) {
        byte[] body = answer.body();
        boolean parts =
                answer.header(S3 + "type").filter("COMPOSITE"::equalsIgnoreCase).isPresent();
        for (String algorithm : List.of("sha256", "sha1", "crc32", "crc32c")) {
            Optional<String> told = answer.header(S3 + algorithm).filter(value -> !parts && !value.contains("-"));
            told.ifPresent(value -> require(value, computed(algorithm, body), algorithm, place));
        }
        answer.header("Content-MD5").ifPresent(value -> require(value, hash("MD5", body), "MD5", place));
    }

    private static void require(String told, byte[] computed, String algorithm, String place) {
        byte[] wanted;
        try {
            wanted = Base64.getDecoder().decode(told);
        } catch (IllegalArgumentException e) {
            return;
        }
        if (!Arrays.equals(wanted, computed)) {
            throw new SourceException(
                    Kind.MALFORMED,
                    place,
                    "its bytes do not have the checksum that the service tells (" + algorithm + ")",
                    "try again; if it stays so, look at what stands before the service");
        }
    }

    private static byte[] computed(String algorithm, byte[] body) {
        return switch (algorithm) {
            case "sha256" -> hash("SHA-256", body);
            case "sha1" -> hash("SHA-1", body);
            case "crc32" -> crc(new CRC32(), body);
            default -> crc(new CRC32C(), body);
        };
    }

    private static byte[] crc(Checksum checksum, byte[] body) {
        checksum.update(body, 0, body.length);
        return ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array();
    }

    private static byte[] hash(String algorithm, byte[] body) {
        try {
            return MessageDigest.getInstance(algorithm).digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has " + algorithm, e);
        }
    }
}
