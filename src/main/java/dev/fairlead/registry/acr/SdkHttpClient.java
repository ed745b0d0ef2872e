package dev.fairlead.registry.acr;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import dev.fairlead.Problem;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.http.Need;
import dev.fairlead.registry.http.Question;
import dev.fairlead.registry.http.RegistryHttp;
import dev.fairlead.registry.wire.Origin;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Carries the requests of Azure's client over our own: one sign-in, one patience and one set of messages for every
 * registry. Requests leave for the registry's own origin or not at all.
 */
final class SdkHttpClient implements HttpClient {
    private static final int MAX_BYTES = 16 << 20;

    private final RegistryHttp http;
    private final String repository;

    SdkHttpClient(RegistryHttp http, String repository) {
        this.http = http;
        this.repository = repository;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return Mono.fromCallable(() -> sendSync(request, Context.NONE));
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        URI uri = URI.create(request.getUrl().toString());
        if (!Origin.of(uri).equals(http.origin())) {
            throw new RegistryException(
                    Kind.MALFORMED,
                    new Problem(
                            http.place(repository),
                            "the link to the next page of tags leads to another host",
                            "check what stands between here and the registry"));
        }
        String query = withoutDigest(uri.getRawQuery());
        String path = uri.getRawPath() + (query.isEmpty() ? "" : "?" + query);
        return new SdkHttpResponse(
                request, http.ask(Question.get(repository, Need.LIST, path, "application/json", MAX_BYTES)));
    }

    /**
     * Azure's client lists the tags of one artifact only: it always adds {@code digest=}, which the service itself does
     * not need. Without it the answer is the tags of the repository.
     */
    private static String withoutDigest(String query) {
        return query == null
                ? ""
                : Stream.of(query.split("&", -1))
                        .filter(parameter -> !parameter.startsWith("digest="))
                        .collect(Collectors.joining("&"));
    }
}
