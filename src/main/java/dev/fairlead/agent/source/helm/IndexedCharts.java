package dev.fairlead.agent.source.helm;

import dev.fairlead.agent.source.HelmSource;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import dev.fairlead.agent.source.http.Refusal;
import dev.fairlead.agent.source.http.SourceHttp;
import dev.fairlead.agent.source.store.Fetched;
import dev.fairlead.agent.source.store.Staging;
import dev.fairlead.registry.wire.Answer;
import dev.fairlead.registry.wire.Origin;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Charts of a repository with an {@code index.yaml}. The index is asked for only if it is another than the last time
 * ({@code If-None-Match}), and a chart's archive only if its entry is. The token is the index's tag, and a digest of the
 * entry.
 */
final class IndexedCharts {
    private static final int MAX_INDEX = 128 << 20;

    private final HelmSource spec;
    private final SourceHttp http;
    private final URI base;

    IndexedCharts(HelmSource spec) {
        this.spec = spec;
        this.http = SourceHttp.of(spec.http());
        this.base = URI.create(spec.repository().toString().replaceFirst("/*$", "/"));
    }

    Fetched read(Optional<String> token, Staging staging) throws IOException {
        Optional<Token> known = token.map(Token::parse);
        Answer index = get(base.resolve("index.yaml"), known.map(Token::etag), MAX_INDEX);
        if (index.status() == 304 && known.isPresent()) {
            return new Fetched.Unchanged();
        }
        List<ChartIndex.Entry> entries = ChartIndex.read(index.body(), spec.chart(), base + "index.yaml");
        String version = Versions.choose(
                spec, entries.stream().map(ChartIndex.Entry::version).toList());
        ChartIndex.Entry entry = entries.stream()
                .filter(one -> one.version().equals(version))
                .findFirst()
                .orElseThrow();
        Token now = new Token(
                index.header("ETag").orElse(""), sha256(entry.toString().getBytes(StandardCharsets.UTF_8)));
        boolean same = entry.digest().isPresent()
                && known.map(Token::entry).equals(Optional.of(now.entry()))
                && known.map(Token::etag).equals(Optional.of(now.etag()));
        if (same) {
            return new Fetched.Unchanged();
        }
        ChartArchive.unpack(spec, archive(entry), version, staging);
        return new Fetched.Content(version, now.toString());
    }

    /** @param etag of the index; empty where the server tells none */
    private record Token(String etag, String entry) {
        static Token parse(String text) {
            int blank = text.indexOf(' ');
            return new Token(text.substring(blank + 1), text.substring(0, Math.max(0, blank)));
        }

        @Override
        public String toString() {
            return entry + " " + etag;
        }
    }

    private byte[] archive(ChartIndex.Entry entry) {
        SourceException last = null;
        for (String url : entry.urls()) {
            try {
                byte[] archive = get(address(url), Optional.empty(), ChartArchive.MOST_BYTES)
                        .body();
                require(entry, archive);
                return archive;
            } catch (SourceException e) {
                last = e;
            }
        }
        throw last != null ? last : new SourceException(Kind.NOT_FOUND, spec.place(), "its index names no archive", "");
    }

    private URI address(String url) {
        try {
            URI address = base.resolve(new URI(url));
            if (Set.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new SourceException(
                Kind.MALFORMED,
                spec.place(),
                "its index names an archive at no address of HTTP",
                "have it indexed again");
    }

    private void require(ChartIndex.Entry entry, byte[] archive) {
        String wanted = entry.digest()
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^sha256:", "")
                .strip();
        if (!wanted.isEmpty() && !wanted.equals(sha256(archive))) {
            throw new SourceException(
                    Kind.MALFORMED,
                    spec.place() + " " + entry.version(),
                    "the archive does not have the digest that the index tells",
                    "have it indexed again; if nobody changed it, look at what stands before the repository");
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private Answer get(URI address, Optional<String> etag, int maxBytes) {
        Map<String, String> headers = new HashMap<>();
        etag.filter(text -> !text.isEmpty()).ifPresent(text -> headers.put("If-None-Match", text));
        boolean own = Origin.of(address).equals(Origin.of(base));
        spec.login()
                .filter(login -> own || spec.passCredentials())
                .ifPresent(login -> headers.put("Authorization", basic(login)));
        String place = address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
        Answer answer = http.get(address, headers, maxBytes, place);
        if (answer.ok() || (answer.status() == 304 && etag.isPresent())) {
            return answer;
        }
        throw Refusal.of(answer, place);
    }

    private static String basic(HelmSource.Login login) {
        String pair = login.user() + ":" + login.password().value();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
