package dev.fairlead.agent.source.bucket;

import dev.fairlead.agent.source.BlobSource;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import dev.fairlead.agent.source.http.Refusal;
import dev.fairlead.agent.source.http.SourceHttp;
import dev.fairlead.registry.wire.Answer;
import dev.fairlead.registry.wire.Ask;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A container by the REST API of Azure Blob Storage: List Blobs and Get Blob. */
final class BlobContainer implements Bucket {
    private static final String VERSION = "2023-11-03";
    private static final int MAX_PAGE = 16 << 20;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final BlobSource spec;
    private final SourceHttp http;
    private final Clock clock;

    BlobContainer(BlobSource spec, SourceHttp http, Clock clock) {
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
        String query = "restype=container&comp=list&maxresults=5000"
                + (spec.prefix().isEmpty() ? "" : "&prefix=" + SigV4.encoded(spec.prefix(), false))
                + next.map(marker -> "&marker=" + SigV4.encoded(marker, false)).orElse("");
        return Listing.azure(ask("", query, Map.of(), MAX_PAGE, place()).body(), place());
    }

    @Override
    public Answer get(Listing.Item item, int maxBytes) {
        Map<String, String> headers = item.etag().isEmpty() ? Map.of() : Map.of("If-Match", quoted(item.etag()));
        return ask("/" + SigV4.encoded(item.key(), true), "", headers, maxBytes, place() + " " + item.key());
    }

    /** In listings, tags stand without the quotation marks that they have in headers. */
    private static String quoted(String etag) {
        return etag.startsWith("\"") ? etag : "\"" + etag + "\"";
    }

    private Answer ask(String path, String query, Map<String, String> headers, int maxBytes, String place) {
        Answer answer = http.signed(() -> ask(path, query, headers, maxBytes), place);
        if (answer.ok()) {
            return answer;
        }
        throw refused(answer, place);
    }

    private Ask ask(String path, String query, Map<String, String> headers, int maxBytes) {
        String whole = query;
        if (spec.access() instanceof BlobSource.Sas sas) {
            String signature = sas.query().value().strip().replaceFirst("^\\?", "");
            whole = whole.isEmpty() ? signature : whole + "&" + signature;
        }
        URI address = URI.create(
                spec.container().toString().replaceFirst("/+$", "") + path + (whole.isEmpty() ? "" : "?" + whole));
        Map<String, String> sent = new TreeMap<>(headers);
        sent.put("x-ms-version", VERSION);
        sent.put("x-ms-date", DATE.format(clock.instant()));
        if (spec.access() instanceof BlobSource.SharedKey key) {
            sent.put("Authorization", SharedKeySignature.of(key, address, sent));
        } else if (spec.access() instanceof BlobSource.Entra entra) {
            sent.put("Authorization", "Bearer " + entra.token().get());
        }
        return Ask.of("GET", address, sent, maxBytes);
    }

    private SourceException refused(Answer answer, String place) {
        String code = answer.header("x-ms-error-code")
                .filter(text -> text.matches("[A-Za-z]{1,64}"))
                .orElseGet(() -> Listing.errorCode(answer.body()));
        String at = place + " (HTTP " + answer.status() + (code.isEmpty() ? "" : " " + code) + ")";
        return switch (code) {
            case "AuthenticationFailed", "InvalidAuthenticationInfo" ->
                new SourceException(
                        Kind.UNAUTHORIZED,
                        at,
                        "the service does not accept who we are",
                        "check the key, the signature's end and rights, or the identity; and this machine's clock");
            case "AuthorizationPermissionMismatch", "AuthorizationFailure" ->
                new SourceException(
                        Kind.FORBIDDEN,
                        at,
                        "who we are may not list or read here",
                        "give the identity Storage Blob Data Reader, or the signature the rights r and l");
            default -> Refusal.of(answer.status(), place, code);
        };
    }
}
