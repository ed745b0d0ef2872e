package dev.fairlead.agent.source.bucket;

import dev.fairlead.agent.source.BucketSource;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import dev.fairlead.agent.source.http.Refusal;
import dev.fairlead.agent.source.http.SourceHttp;
import dev.fairlead.registry.wire.Answer;
import dev.fairlead.registry.wire.Ask;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/** A bucket by S3's API: ListObjectsV2 and GetObject, each request signed anew. */
final class S3Bucket implements Bucket {
    private static final int MAX_PAGE = 16 << 20;

    private final BucketSource spec;
    private final SourceHttp http;
    private final Clock clock;

    S3Bucket(BucketSource spec, SourceHttp http, Clock clock) {
        this.spec = spec;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String place() {
        return spec.place();
    }

    @Override
    public Listing list(Optional<String> next) {
        String query = "?list-type=2"
                + (spec.prefix().isEmpty() ? "" : "&prefix=" + SigV4.encoded(spec.prefix(), false))
                + next.map(token -> "&continuation-token=" + SigV4.encoded(token, false))
                        .orElse("");
        URI address = URI.create(base() + (spec.pathStyle() ? "" : "/") + query);
        return Listing.s3(ask(address, Map.of(), MAX_PAGE, place()).body(), place());
    }

    @Override
    public Answer get(Listing.Item item, int maxBytes) {
        URI address = URI.create(base() + "/" + SigV4.encoded(item.key(), true));
        Map<String, String> headers = item.etag().isEmpty()
                ? Map.of("x-amz-checksum-mode", "ENABLED")
                : Map.of("If-Match", item.etag(), "x-amz-checksum-mode", "ENABLED");
        return ask(address, headers, maxBytes, place() + " " + item.key());
    }

    private String base() {
        String endpoint = spec.endpoint().toString().replaceFirst("/+$", "");
        if (spec.pathStyle()) {
            return endpoint + "/" + SigV4.encoded(spec.bucket(), false);
        }
        return endpoint.replaceFirst("://", "://" + spec.bucket() + ".");
    }

    private Answer ask(URI address, Map<String, String> headers, int maxBytes, String place) {
        Answer answer = http.signed(
                () -> Ask.of(
                        "GET",
                        address,
                        spec.keys()
                                .map(keys -> new SigV4(keys, spec.region())
                                        .headers("GET", address, headers, clock.instant()))
                                .orElse(headers),
                        maxBytes),
                place);
        if (answer.ok()) {
            return answer;
        }
        throw refused(answer, place);
    }

    private SourceException refused(Answer answer, String place) {
        String code = Listing.errorCode(answer.body());
        String at = place + " (HTTP " + answer.status() + (code.isEmpty() ? "" : " " + code) + ")";
        return switch (code) {
            case "RequestTimeTooSkewed", "RequestExpired" ->
                new SourceException(
                        Kind.CLOCK,
                        at,
                        "this machine's clock and the service's are too far apart" + apart(answer),
                        "set this machine's clock (NTP)");
            case "SignatureDoesNotMatch", "InvalidAccessKeyId", "InvalidToken", "ExpiredToken", "XAdminUserNotFound" ->
                new SourceException(
                        Kind.UNAUTHORIZED,
                        at,
                        "the service does not accept the access key",
                        "check the access key and its secret, and the region (" + spec.region() + ")");
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "TemporaryRedirect" ->
                new SourceException(
                        Kind.INVALID,
                        at,
                        "the bucket is in another region"
                                + answer.header("x-amz-bucket-region")
                                        .filter(region -> region.matches("[a-z0-9-]{1,40}"))
                                        .map(region -> ", " + region)
                                        .orElse(""),
                        "name its region and its endpoint");
            default -> Refusal.of(answer.status(), place, code);
        };
    }

    /** By how much, where the service tells its time. */
    private String apart(Answer answer) {
        try {
            Instant theirs = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                    answer.header("Date").orElse("")));
            return " (by " + Duration.between(theirs, clock.instant()).toSeconds() + " s)";
        } catch (DateTimeException e) {
            return "";
        }
    }
}
