package dev.fairlead.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.wire.Answer;
import dev.fairlead.registry.wire.Origin;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {
    private static final Origin ORIGIN = Origin.of(URI.create("https://r.example:5000/"));

    private static Optional<String> next(String... links) {
        var headers = HttpHeaders.of(Map.of("Link", List.of(links)), (a, b) -> true);
        return Link.next(
                new Answer(200, headers, new byte[0]), "/v2/team/app/tags/list?n=2", ORIGIN, "r.example:5000/team/app");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "</v2/team/app/tags/list?last=v1&n=2&orderby=>; rel=\"next\" | /v2/team/app/tags/list?last=v1&n=2&orderby=",
                "</v2/team/app/tags/list?last=v1&n=2>;rel=next              | /v2/team/app/tags/list?last=v1&n=2",
                "<list?last=v1>; rel=\"next\"                               | /v2/team/app/tags/list?last=v1",
                "<?last=v1>; rel=\"next\"                                   | /v2/team/app/tags/?last=v1",
                "<https://r.example:5000/v2/x?last=a%2Fb>; rel=\"next\"     | /v2/x?last=a%2Fb",
                "<http://r.example/v2/x?last=v1>; rel=\"next\"              | /v2/x?last=v1",
                "<//R.example:1/v2/x?next_page=g%3D%3D>; rel=\"next\"       | /v2/x?next_page=g%3D%3D",
                "</a>; rel=\"prev\", </b?x=1,2>; title=\"c\"; rel=\"next\"  | /b?x=1,2",
                "</b>; rel=\"last next\"                                    | /b",
                "</b>; REL=NEXT                                             | /b"
            })
    void whereTheNextPageIs(String link, String expected) {
        assertThat(next(link)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"</a>; rel=\"prev\"", "</a>; rel=\"nextish\"", "</a>"})
    void otherLinksAreNoNextPage(String link) {
        assertThat(next(link)).isEmpty();
        assertThat(next()).isEmpty();
    }

    @Test
    void severalHeaders() {
        assertThat(next("</a>; rel=\"first\"", "</b>; rel=\"next\"")).contains("/b");
    }

    /** A page that cannot be followed is no last page: the listing would end early, and look like a downgrade. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://evil.example/v2/x>; rel=\"next\"",
                "<//evil.example/v2/x>; rel=\"next\"",
                "<mailto:a@b>; rel=\"next\"",
                "<::>; rel=\"next\"",
                "</a b>; rel=\"next\"",
                "/v2/x?last=1"
            })
    void aLinkThatCannotBeFollowedIsAnError(String link) {
        assertThatThrownBy(() -> next(link))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.kind()).isEqualTo(RegistryException.Kind.MALFORMED))
                .hasMessageStartingWith("r.example:5000/team/app: the link to the next page of tags");
    }
}
