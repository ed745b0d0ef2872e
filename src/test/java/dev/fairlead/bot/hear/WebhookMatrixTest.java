package dev.fairlead.bot.hear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.bot.config.SecretSource;
import dev.fairlead.bot.config.Sender;
import dev.fairlead.bot.config.WebhookRule;
import dev.fairlead.bot.hear.Hearing.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each sender's messages mean. A case is a file that names the description which its form follows, who sends it, what
 * it is expected to mean, and the message.
 */
class WebhookMatrixTest {
    private static final String SECRET = "Grüße 1234 € =:,";

    private final List<Event> heard = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    record Case(String name, Sender sender, Map<String, String> headers, String expected, String body) {
        static Case read(Path file) {
            try {
                String text = Files.readString(file);
                int end = text.contains("\n\n") ? text.indexOf("\n\n") : text.length();
                String head = text.substring(0, end);
                Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                all(head, "header: ").forEach(header -> {
                    String[] parts = header.split(": ", 2);
                    headers.put(parts[0], parts[1]);
                });
                assertThat(all(head, "form: "))
                        .as("the source of the form of " + file)
                        .hasSize(1);
                String word = all(head, "from: ").get(0);
                Sender sender = Arrays.stream(Sender.values())
                        .filter(one -> one.word().equals(word))
                        .findFirst()
                        .orElseThrow();
                return new Case(
                        file.getFileName().toString(),
                        sender,
                        headers,
                        all(head, "expect: ").get(0),
                        text.substring(end).strip());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private static List<String> all(String head, String key) {
            return head.lines()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(key.length()))
                    .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(
                Path.of(WebhookMatrixTest.class.getResource("acr-push.case").toURI())
                        .resolveSibling(""))) {
            return files.filter(file -> file.toString().endsWith(".case")).sorted().map(Case::read).toList().stream();
        }
    }

    private Hearing hearing(Sender sender, String... hosts) {
        WebhookRule rule =
                new WebhookRule("hook", sender, new SecretSource.Variable("SECRET"), Optional.empty(), Set.of(hosts));
        return new Hearing(
                Map.of("hook", rule),
                Map.of("SECRET", SECRET),
                event -> {
                    heard.add(event);
                    return 1;
                },
                (name, outcome) -> outcomes.add(outcome));
    }

    private Reply send(Hearing hearing, Sender sender, Map<String, String> headers, byte[] body, String secret)
            throws Exception {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        String path = "";
        switch (sender.proof()) {
            case HEADER -> all.put(sender.header(), secret);
            case BASIC ->
                all.put(
                        sender.header(),
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(("any:" + secret).getBytes(StandardCharsets.UTF_8)));
            case HMAC_SHA256 ->
                all.put(sender.header(), (sender == Sender.GITEA ? "" : "sha256=") + hmac(secret, body));
            case PATH -> path = secret;
        }
        return hearing.hear("hook", path, name -> all.getOrDefault(name, ""), new ByteArrayInputStream(body));
    }

    private static String hmac(String secret, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void meansWhatIsExpected(Case one) throws Exception {
        byte[] body = one.body().getBytes(StandardCharsets.UTF_8);

        Reply reply = send(hearing(one.sender()), one.sender(), one.headers(), body, SECRET);

        if (one.expected().equals("nothing") || one.expected().equals("no event")) {
            assertThat(heard).isEmpty();
            assertThat(reply.status()).isEqualTo(one.expected().equals("nothing") ? 200 : 400);
        } else {
            assertThat(reply.status()).isEqualTo(202);
            assertThat(heard)
                    .singleElement()
                    .extracting(WebhookMatrixTest::described)
                    .isEqualTo(one.expected());
        }
    }

    /** Whoever does not know the secret is refused, whatever the message is. */
    @ParameterizedTest
    @MethodSource("cases")
    void refusesWhoDoesNotKnowTheSecret(Case one) throws Exception {
        byte[] body = one.body().getBytes(StandardCharsets.UTF_8);
        for (String wrong : List.of("wrong", SECRET + " ", SECRET.substring(1), "")) {
            if (!(wrong.isEmpty() && one.sender().proof() == Sender.Proof.HMAC_SHA256)) {
                assertThat(send(hearing(one.sender()), one.sender(), one.headers(), body, wrong)
                                .status())
                        .isEqualTo(403);
            }
        }
        Reply without = hearing(one.sender()).hear("hook", "", name -> "", new ByteArrayInputStream(body));

        assertThat(without.status()).isEqualTo(403);
        assertThat(heard).isEmpty();
        assertThat(outcomes).containsOnly(Outcome.REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void everySenderHasACase(Sender sender) throws Exception {
        assertThat(cases().filter(
                                one -> one.sender() == sender && !one.expected().startsWith("no")))
                .isNotEmpty();
    }

    @Test
    void aSignatureIsOfTheWholeBody() throws Exception {
        byte[] body = "{\"images\": [\"contoso.azurecr.io/shop/api\"]}".getBytes(StandardCharsets.UTF_8);
        String signature = hmac(SECRET, body);
        body[15] = 'x';

        Reply reply = hearing(Sender.GENERIC)
                .hear(
                        "hook",
                        "",
                        name -> name.equals("X-Fairlead-Signature-256") ? "sha256=" + signature : "",
                        new ByteArrayInputStream(body));

        assertThat(reply.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "authorization"})
    void acrMaySendTheSecretAsABearerOrBare(String header) throws Exception {
        for (String value : List.of(SECRET, "Bearer " + SECRET)) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.put(header, value);
            Reply reply = hearing(Sender.ACR)
                    .hear(
                            "hook",
                            "",
                            name -> headers.getOrDefault(name, ""),
                            new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)));
            assertThat(reply.status()).isEqualTo(200);
        }
    }

    @Test
    void aSecretOfOneRegistrySaysNothingOfAnothersImages() throws Exception {
        byte[] body = """
                {"action": "push", "target": {"repository": "shop/api"}, "request": {"host": "contoso.azurecr.io"}}
                """.getBytes(StandardCharsets.UTF_8);

        assertThat(send(hearing(Sender.ACR, "other.azurecr.io"), Sender.ACR, Map.of(), body, SECRET)
                        .text())
                .isEqualTo("nothing to do: it names no image of other.azurecr.io");
        assertThat(send(hearing(Sender.ACR, "contoso.azurecr.io"), Sender.ACR, Map.of(), body, SECRET)
                        .status())
                .isEqualTo(202);
        assertThat(outcomes).containsExactly(Outcome.IGNORED, Outcome.ACCEPTED);
    }

    @Test
    void whatIsTooLongIsNotRead() throws Exception {
        Endless endless = new Endless();

        assertThat(hearing(Sender.GENERIC).hear("hook", "", name -> "", endless).status())
                .as("without a signature nothing is read")
                .isEqualTo(403);
        assertThat(endless.read).isZero();
        Reply reply = hearing(Sender.GENERIC).hear("hook", "", name -> "sha256=00", endless);

        assertThat(reply.status()).isEqualTo(413);
        assertThat(endless.read).isLessThan(1 << 20);
    }

    @Test
    void aNameThatIsNotConfiguredIsRefusedLikeAWrongSecret() throws Exception {
        assertThat(hearing(Sender.ACR).hear("other", "", name -> SECRET, new Endless()))
                .isEqualTo(Reply.REFUSED);
        assertThat(outcomes).as("a name that was only sent is no label").isEmpty();
    }

    private static String described(Event event) {
        if (event instanceof Event.ImagesPushed pushed) {
            return "images "
                    + pushed.images().stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
        }
        if (event instanceof Event.BranchesMoved moved) {
            return "branches " + String.join(" ", moved.branches()) + " default " + moved.defaultBranch() + " at "
                    + addresses(moved.repository());
        }
        if (event instanceof Event.PeopleAsked asked) {
            return "people at " + addresses(asked.repository());
        }
        return "pull request at " + addresses(((Event.PullRequestChanged) event).repository());
    }

    private static String addresses(Addresses addresses) {
        return String.join(" ", new TreeSet<>(addresses.keys()));
    }

    private static final class Endless extends InputStream {
        private long read;

        @Override
        public int read() {
            read++;
            return ' ';
        }
    }
}
