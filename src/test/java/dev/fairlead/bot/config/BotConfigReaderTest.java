package dev.fairlead.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fairlead.FairleadException;
import dev.fairlead.update.config.read.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BotConfigReaderTest {
    private static final String HEAD = "apiVersion: fairlead.dev/v1\nkind: BotConfig\n";
    private static final String TEXT = schema();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT);

    private static String schema() {
        try (InputStream in = BotConfigReaderTest.class.getResourceAsStream("/dev/fairlead/bot/bot.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anEmptyListIsValid() {
        BotConfig config = BotConfigReader.read("bots.yaml", HEAD + "repositories: []\n");

        assertThat(config).isEqualTo(new BotConfig(4, List.of(), List.of(), Optional.empty(), List.of()));
    }

    @Test
    void readsEverything() {
        BotConfig config = BotConfigReader.read("bots.yaml", HEAD + """
                interval: 10m
                parallel: 8
                registries:
                  - {host: Registry.example, username: bot, password: {file: /run/secrets/registry}}
                webhooks:
                  - {name: acr, from: acr, header: X-Secret, secret: {env: ACR_SECRET}, hosts: contoso.azurecr.io}
                  - {name: hub, from: dockerhub, secret: {env: HUB_SECRET}}
                  - {name: forge, from: gitlab, secret: {env: LAB_SECRET}}
                lease: {name: fairlead-bot, namespace: fairlead}
                repositories:
                  - name: shop
                    url: https://git.example/team/shop.git
                    forge: gitea
                    configFile: deploy/fairlead.yaml
                    interval: 90s
                    variables:
                      - {name: FAIRLEAD_GIT_TOKEN, env: SHOP_TOKEN}
                  - {name: bank, url: 'git@github.com:contoso/bank.git'}
                """);

        assertThat(config.parallel()).isEqualTo(8);
        assertThat(config.logins()).singleElement().satisfies(login -> {
            assertThat(login.host()).isEqualTo("registry.example");
            assertThat(login.password()).isEqualTo(new SecretSource.File(Path.of("/run/secrets/registry")));
        });
        assertThat(config.webhooks())
                .extracting(WebhookRule::sender, WebhookRule::proofHeader, WebhookRule::hosts)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Sender.ACR, "X-Secret", Set.of("contoso.azurecr.io")),
                        org.assertj.core.groups.Tuple.tuple(Sender.DOCKER_HUB, "", Set.of("docker.io")),
                        org.assertj.core.groups.Tuple.tuple(Sender.GITLAB, "X-Gitlab-Token", Set.of()));
        assertThat(config.lease()).contains(new LeaseRule("fairlead-bot", Optional.of("fairlead")));
        assertThat(config.repositories().get(0))
                .isEqualTo(new RepositoryRule(
                        "shop",
                        "https://git.example/team/shop.git",
                        Optional.of("gitea"),
                        "deploy/fairlead.yaml",
                        Duration.ofSeconds(90),
                        List.of(new RepositoryRule.Variable(
                                "FAIRLEAD_GIT_TOKEN", new SecretSource.Variable("SHOP_TOKEN")))));
        assertThat(config.repositories().get(1).interval()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void tellsEveryMistakeWithItsPlace() {
        String text = HEAD + """
                intervall: 5m
                parallel: 0
                webhooks:
                  - {name: acr, from: acr, secret: {env: A}}
                  - {name: acr, from: acre, secret: hunter2}
                repositories:
                  - {name: Shop, url: 'https://bot:hunter2@git.example/z'}
                  - {name: a, url: 'https://git.example/a', interval: 3s}
                  - {name: b, url: 'https://git.example/a'}
                """;

        assertThatThrownBy(() -> BotConfigReader.read("bots.yaml", text))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.place() + " " + problem.cause())
                                .containsExactly(
                                        "bots.yaml:3:1 unknown key 'intervall'",
                                        "bots.yaml:4:11 '0' is not a number from 1 to 64",
                                        "bots.yaml:6:5 'hosts' is missing: whose images this sender may tell of",
                                        "bots.yaml:7:12 'acr' is there already, at bots.yaml:6:5",
                                        "bots.yaml:7:23 'from' cannot be 'acre'",
                                        "bots.yaml:7:37 a mapping is wanted here, not a single value",
                                        "bots.yaml:7:37 a secret is in one place",
                                        "bots.yaml:9:12 'Shop' is no name: write at most 63 of a-z, 0-9, '-' and '.',"
                                                + " beginning and ending with a letter or digit",
                                        "bots.yaml:9:23 the address holds a name or a password: leave it out, and give it by"
                                                + " 'variables' or the environment",
                                        "bots.yaml:10:55 '3s' is not between 10s and 1d",
                                        "bots.yaml:11:20 'https://git.example/a' is there already, at bots.yaml:10:5"))
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyIsInTheSchemaAndInTheParser(BotForm form) throws IOException {
        JsonNode definition = new ObjectMapper().readTree(TEXT).at("/$defs/" + form.title());
        List<String> published = new ArrayList<>();
        definition.path("properties").fieldNames().forEachRemaining(published::add);

        assertThat(published).containsExactlyInAnyOrderElementsOf(form.keys());
        assertThat(definition.path("additionalProperties").asBoolean(true)).isFalse();
    }

    @Test
    void everySenderIsInTheSchema() throws IOException {
        List<String> published = new ArrayList<>();
        new ObjectMapper()
                .readTree(TEXT)
                .at("/$defs/webhook/properties/from/enum")
                .forEach(word -> published.add(word.asText()));

        assertThat(published)
                .containsExactlyElementsOf(
                        Arrays.stream(Sender.values()).map(Sender::word).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parallel: 4",
                "repositories: [{name: a}]",
                "repositories: [{name: a, url: x, colour: red}]",
                "repositories: [{name: a, url: x, variables: [{name: A, env: B, file: C}]}]",
                "{repositories: [], webhooks: [{name: a, from: acr, secret: {env: A}}]}",
                "{repositories: [], webhooks: [{name: a, from: github, secret: {env: A}, hosts: [x]}]}",
                "{repositories: [], webhooks: [{name: a, from: quay, secret: {env: A}, header: X-A}]}",
                "{repositories: [], webhooks: [{name: a, from: quay, secret: {}}]}",
                "{repositories: [], interval: soon}",
            })
    void whatTheSchemaRefusesTheParserRefuses(String rest) {
        String text = rest.startsWith("{")
                ? "{apiVersion: fairlead.dev/v1, kind: BotConfig, " + rest.substring(1)
                : HEAD + rest;

        assertThat(SCHEMA.validate(text, InputFormat.YAML)).as("by the schema").isNotEmpty();
        assertThatThrownBy(() -> BotConfigReader.read("f.yaml", text)).isInstanceOf(ConfigException.class);
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfTheDocumentationIsValidForBoth() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        Path page = Path.of("docs/bot.md");
        Matcher examples = Pattern.compile(
                        "```yaml\\n(apiVersion: fairlead.dev/v1\\nkind: BotConfig\\n.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(page));
        while (examples.find()) {
            String example = examples.group(1);
            tests.add(DynamicTest.dynamicTest(page + "@" + examples.start(), () -> {
                assertThat(SCHEMA.validate(example, InputFormat.YAML)).isEmpty();
                BotConfigReader.read(page.toString(), example);
            }));
        }
        assertThat(tests).as("examples found").hasSizeGreaterThanOrEqualTo(2);
        return tests.stream();
    }

    @Test
    void aSecretIsReadWhereItIsAndNeverTold(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("secret");
        Files.writeString(file, "hunter2\n");

        assertThat(new SecretSource.File(file).read(Map.of())).isEqualTo("hunter2");
        assertThat(new SecretSource.Variable("A").read(Map.of("A", " hunter2 ")))
                .isEqualTo("hunter2");
        assertThatThrownBy(() -> new SecretSource.Variable("A").read(Map.of("A", "")))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("variable A");
        assertThatThrownBy(() -> new SecretSource.File(folder.resolve("none")).read(Map.of()))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("cannot be read");
        Files.writeString(file, "");
        assertThatThrownBy(() -> new SecretSource.File(file).read(Map.of()))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("is empty");
    }
}
