package dev.fairlead.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import dev.fairlead.bot.config.BotConfigReader;
import dev.fairlead.configrepo.BareRepo;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bot answers over HTTP, and what an event of a forge leads to. */
class BotServerTest {
    private static final String HOOKS = """
            webhooks:
              - {name: forge, from: github, secret: {env: SECRET}}
              - {name: hub, from: dockerhub, secret: {env: SECRET}}
            """;

    @TempDir
    Path temp;

    private BotYard yard;

    @BeforeEach
    void open() {
        yard = new BotYard(temp);
    }

    @AfterEach
    void close() {
        yard.close();
    }

    private static String signature(String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static int pushed(Bot bot, BareRepo remote, String branch) throws Exception {
        String body = """
                {"ref": "refs/heads/%s", "repository": {"clone_url": "%s", "default_branch": "main"}}
                """.formatted(branch, remote.folder());
        return BotYard.post(
                        bot.port(),
                        "/webhooks/forge",
                        body,
                        "X-GitHub-Event",
                        "push",
                        "X-Hub-Signature-256",
                        signature(body))
                .statusCode();
    }

    @Test
    void aPushToTheBaseBranchIsLookedAtAndOneToAnotherIsNot() throws Exception {
        BareRepo remote = yard.repository("shop", "shop/api");
        yard.push("shop/new", "1.0.0");
        yard.push("shop/new", "1.3.0");
        Bot bot = yard.start("interval: 1d", HOOKS);
        BotYard.untilRun(bot, 1);
        remote.commit(
                "main",
                Map.of(
                        "fairlead.yaml",
                        """
                        apiVersion: fairlead.dev/v1
                        kind: UpdateConfig
                        updates: [{name: new, image: '%s/shop/new', select: 'semver:^1'}]
                        """.formatted(yard.registry.host()),
                        "new.yaml",
                        "image: " + yard.registry.host() + "/shop/new:1.0.0\n"),
                "use a new image");

        assertThat(pushed(bot, remote, "fairlead/shop")).isEqualTo(202);
        assertThat(BotYard.metric(bot, "fairlead_webhook_events_total", "ignored"))
                .isEqualTo(1);
        assertThat(pushed(bot, remote, "main")).isEqualTo(202);

        BotYard.until("the new image is proposed", () -> !yard.open("shop").isEmpty());
        BotYard.untilRun(bot, 2);
        assertThat(BotYard.metric(bot, "fairlead_runs_total", "event")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /healthz,             200",
        "GET,  /readyz,              200",
        "GET,  /metrics,             200",
        "GET,  /,                    404",
        "GET,  /webhooks/hub/s3cret, 404",
        "POST, /metrics,             404",
        "POST, /webhooks/none,       403",
        "POST, /webhooks/forge,      403",
        "POST, /webhooks/hub,        403",
        "POST, /webhooks/hub/wrong,  403",
        "POST, /webhooks/hub/s3cret, 400",
    })
    void answers(String method, String path, int status) {
        Bot bot = yard.start(HOOKS);

        int answered = method.equals("GET")
                ? BotYard.get(bot, path).statusCode()
                : BotYard.post(bot.port(), path, "no event").statusCode();

        assertThat(answered).isEqualTo(status);
    }

    @Test
    void aBodyThatIsTooLongIsNotTaken() {
        Bot bot = yard.start(HOOKS);

        assertThat(BotYard.post(bot.port(), "/webhooks/hub/s3cret", "x".repeat(300 * 1024))
                        .statusCode())
                .isEqualTo(413);
        assertThat(BotYard.get(bot, "/healthz").statusCode()).isEqualTo(200);
    }

    /** Connections on which nothing comes keep nobody else from being answered. */
    @Test
    void silentConnectionsHoldNobodyUp() throws Exception {
        Bot bot = yard.start(HOOKS);
        Socket[] silent = new Socket[200];
        try {
            for (int i = 0; i < silent.length; i++) {
                silent[i] = new Socket(InetAddress.getLoopbackAddress(), bot.port());
                OutputStream out = silent[i].getOutputStream();
                out.write("POST /webhooks/for".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }

            assertThat(BotYard.get(bot, "/healthz").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : silent) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void anAddressThatIsTakenIsToldWithARemedy() {
        Bot first = yard.start();

        assertThatThrownBy(() -> Bot.start(
                        BotConfigReader.read("bots.yaml", yard.config()),
                        BotSurroundings.of(yard.environment(), "127.0.0.1", first.port())))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("this address cannot be listened on");
    }
}
