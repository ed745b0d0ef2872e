package dev.fairlead.demo.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.fairlead.image.Digest;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.Secret;
import dev.fairlead.registry.SignIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry on loopback, in memory: push to it, pull from it, list its tags by the OCI distribution API or by ACR's own.
 * Its ACR side is held against recorded sessions of the real one.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);
    private static final int THREADS = 8;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Optional<LoopbackCertificate> certificate;
    private final Options options;
    private final Store store;
    private final AtomicInteger requests = new AtomicInteger();
    private final OciApi oci;
    private final AcrApi acr;
    private final TokenApi tokenApi;

    /**
     * How the registry behaves.
     *
     * @param tls whether it speaks HTTPS, by a certificate of its own
     * @param accounts who may sign in by password
     * @param entraTokens texts that are taken for tokens of an Entra identity, which may do everything
     * @param anonymousPull whether nobody may read
     * @param signIn whether a sign-in is asked for at all
     * @param maxPage the most tags of a page
     * @param clock what times are taken from
     */
    public record Options(
            boolean tls,
            List<Account> accounts,
            Set<String> entraTokens,
            boolean anonymousPull,
            boolean signIn,
            int maxPage,
            Clock clock) {

        public Options {
            accounts = List.copyOf(accounts);
            entraTokens = Set.copyOf(entraTokens);
        }

        /** As ACR is: HTTPS, sign-in by these accounts, pages of at most a thousand. */
        public static Options acr(Account... accounts) {
            return new Options(true, List.of(accounts), Set.of(), false, true, 1000, Clock.systemUTC());
        }

        /** Plain HTTP, open to all. */
        public static Options open() {
            return new Options(false, List.of(), Set.of(), false, false, 1000, Clock.systemUTC());
        }

        public Options withEntraToken(String token) {
            return new Options(tls, accounts, Set.of(token), anonymousPull, signIn, maxPage, clock);
        }

        public Options withAnonymousPull() {
            return new Options(tls, accounts, entraTokens, true, signIn, maxPage, clock);
        }

        public Options withMaxPage(int most) {
            return new Options(tls, accounts, entraTokens, anonymousPull, signIn, most, clock);
        }

        public Options withClock(Clock other) {
            return new Options(tls, accounts, entraTokens, anonymousPull, signIn, maxPage, other);
        }
    }

    private EmbeddedRegistry(HttpServer server, Optional<LoopbackCertificate> certificate, Options options) {
        this.server = server;
        this.certificate = certificate;
        this.options = options;
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "embedded-registry");
            thread.setDaemon(true);
            return thread;
        });
        this.store = new Store(options.clock());
        Tokens tokens = new Tokens(options.clock());
        Accounts accounts = new Accounts(options.accounts(), tokens, options.anonymousPull());
        Gate gate = new Gate(tokens, accounts, !options.signIn());
        this.oci = new OciApi(store, gate, options.maxPage());
        this.acr = new AcrApi(store, gate, options.maxPage());
        this.tokenApi = new TokenApi(tokens, accounts, options.entraTokens());
    }

    /** Starts a registry on a free port of 127.0.0.1. */
    public static EmbeddedRegistry start(Options options) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
            Optional<LoopbackCertificate> certificate =
                    options.tls() ? Optional.of(LoopbackCertificate.make()) : Optional.empty();
            HttpServer server;
            if (certificate.isPresent()) {
                HttpsServer https = HttpsServer.create(address, 0);
                https.setHttpsConfigurator(
                        new HttpsConfigurator(certificate.get().context()));
                server = https;
            } else {
                server = HttpServer.create(address, 0);
            }
            EmbeddedRegistry registry = new EmbeddedRegistry(server, certificate, options);
            server.setExecutor(registry.threads);
            server.createContext("/", registry::answer);
            server.start();
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException("no port of loopback can be listened on", e);
        }
    }

    private void answer(HttpExchange exchange) {
        requests.incrementAndGet();
        try (exchange) {
            send(exchange, reply(exchange));
        } catch (IOException e) {
            LOG.debug("a client went away", e);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        try {
            String scheme = options.tls() ? "https://" : "http://";
            String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                    .orElse(host());
            Call call = Call.read(exchange, scheme + host);
            if (call.path().startsWith("/acr/v1/")) {
                return acr.handle(call);
            }
            return call.path().startsWith("/oauth2/") ? tokenApi.handle(call) : oci.handle(call);
        } catch (Refusal e) {
            return e.reply();
        } catch (RuntimeException e) {
            LOG.warn("the embedded registry failed", e);
            return Refusal.of(500, "UNKNOWN", "unknown error").reply();
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Docker-Distribution-Api-Version", "registry/2.0");
        reply.headers().forEach(headers::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(reply.body().length));
            exchange.sendResponseHeaders(reply.status(), -1);
        } else {
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    /** The registry's host with its port, as an image name begins with it. */
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Where it answers, without a slash at the end. */
    public String url() {
        return (options.tls() ? "https://" : "http://") + host();
    }

    /** The authority that signed its certificate, as PEM text; empty where it speaks plain HTTP. */
    public Optional<String> caPem() {
        return certificate.map(LoopbackCertificate::caPem);
    }

    /** How many requests it has answered, or is answering. */
    public int requests() {
        return requests.get();
    }

    /**
     * Settings that reach this registry as an ACR: its authority trusted, or its host named for plain HTTP, signed in with
     * its first account, if it has one.
     */
    public RegistrySettings settings(RegistrySettings base) {
        RegistrySettings settings = base.withAcr(base.acr().withHost(host()));
        settings = certificate.isPresent()
                ? settings.withTrustedCa(certificate.get().caPem())
                : settings.withPlainHttpHost(host());
        if (options.accounts().isEmpty()) {
            return settings;
        }
        Account first = options.accounts().get(0);
        return settings.withSignIn(host(), new SignIn.Basic(first.name(), new Secret(first.password())));
    }

    /**
     * Pushes a small linux/amd64 image now.
     *
     * @param name the repository
     * @param created when the image says that it was built
     * @return the digest that the tag now points at
     */
    public Digest pushImage(String name, String tag, Map<String, String> labels, Instant created) {
        return push(name, tag, TinyImage.of(labels, created), store.tick());
    }

    /**
     * Pushes an image at a moment of the caller's choice.
     *
     * @param pushed the time that the registry notes for the push
     */
    public Digest push(String name, String tag, TinyImage image, Instant pushed) {
        Repository repository = store.make(name);
        TinyImage.Parts parts = image.parts();
        parts.blobs().forEach(blob -> repository.putBlob(blob.digest(), blob.content()));
        for (TinyImage.Document document : parts.manifests()) {
            var stored = StoredManifest.of(document.digest(), document.mediaType(), document.content(), pushed);
            Optional<Tag> top =
                    document.digest().equals(parts.top().digest()) ? Optional.of(Tag.of(tag)) : Optional.empty();
            repository.putManifest(stored, top, pushed);
        }
        return parts.top().digest();
    }

    /** Points a tag at an image that is there already. */
    public void tag(String name, String tag, Digest digest, Instant pushed) {
        Repository repository = store.get(name);
        if (repository.manifest(digest.toString()).isEmpty()) {
            throw new IllegalArgumentException(name + " has no image " + digest);
        }
        repository.putTag(Tag.of(tag), digest, pushed);
    }

    /** Takes a tag away; its image stays. */
    public void untag(String name, String tag) {
        if (!store.get(name).deleteTag(tag)) {
            throw new IllegalArgumentException(name + " has no tag " + tag);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
