package dev.fairlead.registry.acr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.demo.registry.LoopbackCertificate;
import dev.fairlead.image.Digest;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.Secret;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.auth.Credential;
import dev.fairlead.registry.auth.CredentialSource;
import dev.fairlead.registry.http.RegistryHttp;
import dev.fairlead.registry.retry.Time;
import dev.fairlead.registry.testing.AcrRecordings;
import dev.fairlead.registry.testing.AcrRecordings.Entry;
import dev.fairlead.registry.testing.StubRegistry;
import dev.fairlead.registry.testing.StubRegistry.Seen;
import dev.fairlead.registry.testing.StubRegistry.Told;
import dev.fairlead.registry.wire.JdkWire;
import dev.fairlead.registry.wire.Origin;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Our client against what a real ACR answered: it returns exactly what was recorded. */
class AcrRecordingsTest {
    private static final String RECORDED = "myregistry.azurecr.io";
    private static final String ACCESS = "e30.e30.c2ln";

    /** The recordings' hosts are replaced by the stub's, and their placeholders for tokens by tokens. */
    private static String adapted(String text, Seen seen) {
        return text.replace(RECORDED, seen.header("host").orElseThrow()).replace("<jwt>", ACCESS);
    }

    private static Told told(Entry entry, Seen seen) {
        Told told = new Told(
                entry.status(), java.util.Map.of(), adapted(entry.body().toString(), seen));
        for (var header : entry.headers().entrySet()) {
            told = told.with(header.getKey(), adapted(header.getValue(), seen));
        }
        return told;
    }

    /** The recorded answer to a request of ours, which orders by time and asks for larger pages than the recordings did. */
    private static Told play(List<Entry> entries, Seen seen) {
        boolean signedIn =
                seen.header("authorization").isPresent() || seen.method().equals("POST");
        Entry found = entries.stream()
                .filter(entry -> entry.method().equals(seen.method()))
                .filter(entry -> path(entry.path()).equals(path(seen.path())))
                .filter(entry -> last(entry.path()).equals(last(seen.path())))
                .filter(entry -> (entry.status() == 401) != signedIn)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing was recorded for " + seen));
        return told(found, seen);
    }

    private static String path(String pathAndQuery) {
        return pathAndQuery.replaceFirst("\\?.*", "");
    }

    private static String last(String pathAndQuery) {
        return Stream.of(pathAndQuery.replaceFirst("[^?]*\\??", "").split("&", -1))
                .filter(parameter -> parameter.startsWith("last="))
                .findFirst()
                .orElse("");
    }

    @Test
    void theRecordedListingIsReadAsItWas() {
        List<Entry> entries = AcrRecordings.read();
        List<JsonNode> recorded = new ArrayList<>();
        entries.stream()
                .filter(entry -> entry.path().contains("/_tags") && entry.status() == 200)
                .forEach(entry -> entry.body().path("tags").forEach(recorded::add));
        assertThat(recorded).as("tags in the recordings").isNotEmpty();
        LoopbackCertificate certificate = LoopbackCertificate.make();

        try (var stub = StubRegistry.start(
                certificate,
                seen -> last(seen.path()).equals("last=test-delete") ? lastPage(seen) : play(entries, seen))) {
            AcrRegistry registry = new AcrRegistry(RegistryHttp.open(
                    stub.host(),
                    Origin.of(URI.create(stub.url())),
                    true,
                    CredentialSource.of(() -> new Credential.Entra("test identity", () -> new Secret("entra-token"))),
                    RegistrySettings.plain(),
                    JdkWire.of(RegistrySettings.plain().withTrustedCa(certificate.caPem())),
                    Time.system()));
            List<TagInfo> read = new ArrayList<>();
            registry.tags(stub.image("library/hello-world")).forEach(read::add);

            assertThat(read)
                    .containsExactlyElementsOf(
                            recorded.stream().map(AcrRecordingsTest::info).toList());
            assertThat(stub.seen())
                    .extracting(Seen::toString)
                    .containsExactly(
                            "GET /acr/v1/library%2Fhello-world/_tags?n=1000&orderby=timedesc&api-version=2021-07-01",
                            "POST /oauth2/exchange",
                            "POST /oauth2/token",
                            "GET /acr/v1/library%2Fhello-world/_tags?n=1000&orderby=timedesc&api-version=2021-07-01",
                            "GET /acr/v1/library%2Fhello-world/_tags?last=latest&n=1&orderby=",
                            "GET /acr/v1/library%2Fhello-world/_tags?last=test-delete&n=1&orderby=");
            assertThat(stub.seen().get(1).body())
                    .isEqualTo("grant_type=access_token&service=" + encoded(stub.host()) + "&access_token=entra-token");
            assertThat(stub.seen().get(2).body())
                    .contains("grant_type=refresh_token")
                    .contains("scope=repository%3Alibrary%2Fhello-world%3Ametadata_read")
                    .contains("refresh_token=" + ACCESS);
            assertThat(stub.seen().get(4).header("authorization")).contains("Bearer " + ACCESS);
        }
    }

    /** The recording stops at a page that links to another; the one after it was not kept. */
    private static Told lastPage(Seen seen) {
        return Told.json("{\"registry\":\"" + seen.header("host").orElseThrow()
                + "\",\"imageName\":\"library/hello-world\",\"tags\":[]}");
    }

    private static String encoded(String host) {
        return host.replace(":", "%3A");
    }

    private static TagInfo info(JsonNode tag) {
        return new TagInfo(
                Tag.of(tag.path("name").asText()),
                Optional.of(Digest.parse(tag.path("digest").asText())),
                Optional.of(OffsetDateTime.parse(tag.path("lastUpdateTime").asText())
                        .toInstant()),
                Optional.of(
                        OffsetDateTime.parse(tag.path("createdTime").asText()).toInstant()));
    }
}
