package dev.fairlead.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.identity.CredentialUnavailableException;
import dev.fairlead.identity.IdentityException.Kind;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** What an identity says, whatever Azure's library throws. */
class AzureIdentityTest {
    private static final String AUDIENCE = "https://containerregistry.azure.net";

    @Test
    void anEntraOutOfReachIsNoRefusal() {
        TokenCredential cut = request -> Mono.error(new IllegalStateException("the connection broke"));
        IdentityException told = catchThrowableOfType(
                IdentityException.class, () -> new AzureIdentity(cut, "Azure identity").token(AUDIENCE));
        assertThat(told).hasMessageContaining("Azure identity: asking Entra failed: the connection broke");
        assertThat(told.retryable()).isTrue();
    }

    @Test
    void oneIdentityHasATokenForEachAudience() {
        List<String> scopes = new ArrayList<>();
        TokenCredential identity = request -> {
            scopes.addAll(request.getScopes());
            return Mono.just(new AccessToken("t", OffsetDateTime.MAX));
        };
        AzureIdentity azure = new AzureIdentity(identity, "test");
        assertThat(azure.token("https://acr.disconnected")).isEqualTo("t");
        assertThat(azure.tokenIfAny("499b84ac-1321-427f-aa17-267ca6975798")).contains("t");
        assertThat(scopes)
                .containsExactly("https://acr.disconnected/.default", "499b84ac-1321-427f-aa17-267ca6975798/.default");
    }

    @Test
    void aTokenIsKeptUntilFiveMinutesBeforeItsEnd() {
        for (int minutes : new int[] {4, 60}) {
            AtomicInteger asked = new AtomicInteger();
            TokenCredential identity = request -> Mono.just(new AccessToken(
                    "t" + asked.incrementAndGet(),
                    OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(minutes)));
            AzureIdentity azure = new AzureIdentity(identity, "test");
            assertThat(azure.token(AUDIENCE)).isEqualTo("t1");
            assertThat(azure.token(AUDIENCE)).isEqualTo(minutes > 5 ? "t1" : "t2");
        }
    }

    @Test
    void noIdentityHereIsNoFailureOfEntra() {
        TokenCredential none = request -> Mono.error(new CredentialUnavailableException("nothing here\nmore"));
        AzureIdentity azure = new AzureIdentity(none, "Azure identity");
        assertThat(azure.tokenIfAny(AUDIENCE)).isEmpty();
        IdentityException told = catchThrowableOfType(IdentityException.class, () -> azure.token(AUDIENCE));
        assertThat(told.kind()).isEqualTo(Kind.MISSING);
        assertThat(told)
                .hasMessageContaining("Azure identity: it is not available here: nothing here")
                .hasMessageNotContaining("more");
    }

    @ParameterizedTest
    @CsvSource({
        "'', https://login.microsoftonline.com/, true",
        "https://login.microsoftonline.us/, https://login.microsoftonline.us/, true",
        "login.chinacloudapi.cn, https://login.chinacloudapi.cn, true",
        "https://127.0.0.1:1234/, https://127.0.0.1:1234/, false",
        "':not a url:', https://login.microsoftonline.com/, true",
    })
    void theAuthorityIsAzuresOwnVariable(String value, String url, boolean wellKnown) {
        EntraAuthority authority = EntraAuthority.of(Map.of("AZURE_AUTHORITY_HOST", value));
        assertThat(authority.url()).hasToString(url);
        assertThat(authority.wellKnown()).isEqualTo(wellKnown);
    }
}
