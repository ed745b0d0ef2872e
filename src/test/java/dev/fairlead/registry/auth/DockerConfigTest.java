package dev.fairlead.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerConfigTest {
    private static final String HOST = "r.example:5000";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("config.json");
    }

    private Optional<Credential> find(String json, String host) throws IOException {
        Files.writeString(file, json);
        return DockerConfig.read(file, (name, in) -> CredentialHelper.at(folder.resolve("docker-credential-" + name)))
                .orElseThrow()
                .credential(host);
    }

    private static String auths(String key, String entry) {
        return "{\"auths\":{\"" + key + "\":" + entry + "}}";
    }

    private static String auth(String pair) {
        return "{\"auth\":\"" + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)) + "\"}";
    }

    private static Credential basic(String name, String password) {
        return new Credential.Basic(name, new Secret(password));
    }

    /** A helper that is a shell script, as real ones are programs; {@code $1} is the verb and input the server. */
    private void helper(String name, String script) throws IOException {
        Path program = Files.writeString(folder.resolve("docker-credential-" + name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void noFileIsNoConfiguration() {
        assertThat(DockerConfig.read(folder.resolve("absent.json"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST, "https://" + HOST, "http://" + HOST + "/v2/", "https://" + HOST + "/v1/"})
    void aHostIsFoundUnderEverySpelling(String key) throws IOException {
        assertThat(find(auths(key, auth("ci:hush")), HOST)).contains(basic("ci", "hush"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://index.docker.io/v1/", "docker.io", "index.docker.io", "registry-1.docker.io"})
    void dockerHubHasManyNames(String key) throws IOException {
        assertThat(find(auths(key, auth("ci:hush")), "docker.io")).contains(basic("ci", "hush"));
    }

    @Test
    void anotherHostsLoginIsNotUsed() throws IOException {
        assertThat(find(auths("r.example", auth("ci:hush")), HOST)).isEmpty();
        assertThat(find(auths("r.example:5000.evil", auth("ci:hush")), HOST)).isEmpty();
        assertThat(find("{}", HOST)).isEmpty();
    }

    @Test
    void aPasswordMayHoldColons() throws IOException {
        assertThat(find(auths(HOST, auth("ci:a:b:c")), HOST)).contains(basic("ci", "a:b:c"));
        assertThat(find(auths(HOST, auth("ci:hush\0\0")), HOST)).contains(basic("ci", "hush"));
    }

    @Test
    void tokensAndPlainFields() throws IOException {
        assertThat(find(auths(HOST, "{\"auth\":\"MDAwOg==\",\"identitytoken\":\"refresh\"}"), HOST))
                .contains(new Credential.IdentityToken(new Secret("refresh")));
        assertThat(find(auths(HOST, "{\"registrytoken\":\"access\"}"), HOST))
                .contains(new Credential.AccessToken(new Secret("access")));
        assertThat(find(auths(HOST, "{\"username\":\"ci\",\"password\":\"hush\"}"), HOST))
                .contains(basic("ci", "hush"));
        assertThat(find(auths(HOST, "{}"), HOST)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"auths\":",
                "{\"auths\":{\"r.example:5000\":{\"auth\":\"aHVzaA==\"}}}",
                "{\"auths\":{\"r.example:5000\":{\"auth\":\"hush!\"}}}"
            })
    void whatIsBrokenIsRefusedAndNotShown(String json) {
        assertThatThrownBy(() -> find(json, HOST))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.kind()).isEqualTo(RegistryException.Kind.CREDENTIALS))
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("hush");
    }

    @Test
    void aHostsOwnHelperComesBeforeTheStoreAndTheFile() throws IOException {
        helper("own", "read server; echo \"{\\\"Username\\\":\\\"$1 $server\\\",\\\"Secret\\\":\\\"hush\\\"}\"");
        helper("all", "echo '{\"Username\":\"all\",\"Secret\":\"hush\"}'");
        String json = "{\"auths\":{\"r.example:5000\":" + auth("file:hush") + ",\"other\":" + auth("file:hush")
                + "},\"credHelpers\":{\"r.example:5000\":\"own\"},\"credsStore\":\"all\"}";
        assertThat(find(json, HOST)).contains(basic("get " + HOST, "hush"));
        assertThat(find(json, "other")).contains(basic("all", "hush"));
        assertThat(find("{\"credHelpers\":{\"docker.io\":\"own\"}}", "docker.io"))
                .contains(basic("get https://index.docker.io/v1/", "hush"));
    }

    @Test
    void aHelpersTokenIsARefreshToken() throws IOException {
        helper("acr", "echo '{\"Username\":\"<token>\",\"Secret\":\"refresh\"}'");
        assertThat(find("{\"credsStore\":\"acr\"}", HOST))
                .contains(new Credential.IdentityToken(new Secret("refresh")));
    }

    @Test
    void aHelperThatKeepsNothingLeavesItToTheFile() throws IOException {
        helper("empty", "echo 'credentials not found in native keychain'; exit 1");
        assertThat(find("{\"credsStore\":\"empty\",\"auths\":{\"r.example:5000\":" + auth("file:hush") + "}}", HOST))
                .contains(basic("file", "hush"));
        assertThat(find("{\"credsStore\":\"empty\"}", HOST)).isEmpty();
    }

    /** A helper that fails is told: going on as nobody would look like a missing permission. */
    @Test
    void aHelperThatFailsIsToldWithoutWhatItPrints() throws IOException {
        helper("broken", "echo 'hush'; echo 'hush' >&2; exit 3");
        helper("babbling", "echo 'hush'");
        for (String name : new String[] {"broken", "babbling", "absent"}) {
            assertThatThrownBy(() -> find("{\"credsStore\":\"" + name + "\"}", HOST))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("docker-credential-" + name)
                    .hasMessageNotContaining("hush")
                    .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("hush"));
        }
    }

    @Test
    void aHelpersNameIsNoPath() {
        assertThatThrownBy(() -> CredentialHelper.named("../evil", "config.json"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("config.json");
    }
}
