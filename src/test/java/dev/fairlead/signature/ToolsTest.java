package dev.fairlead.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.image.Digest;
import dev.fairlead.service.Services;
import dev.fairlead.signature.SignatureRule.Kind;
import dev.fairlead.signature.SignatureRule.Terms;
import dev.fairlead.signature.Signers.TrustedKey;
import dev.fairlead.signature.Verdict.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real cosign, and Notation's own library, sign. */
@Tag("service")
class ToolsTest {
    private final Yard yard = new Yard("shop/api");

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        yard.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cosignSignsWithAKey(boolean bundles) throws IOException, InterruptedException {
        SignatureRule rule = rule(Kind.COSIGN, cosignKey("ours"), Terms.NONE);
        SignatureRule other = rule(Kind.COSIGN, cosignKey("other"), Terms.NONE);
        Digest digest = yard.push("1.0.0");
        assertThat(verdict(rule, digest)).isEqualTo(new Verdict(Outcome.MISSING, "rule: it has no cosign signature"));

        cosign(bundles, "sign", "ours", yard.image() + "@" + digest);

        assertThat(verdict(rule, digest)).isEqualTo(new Verdict(Outcome.VERIFIED, "rule: signed with ours.pub"));
        assertThat(verdict(other, digest))
                .isEqualTo(new Verdict(Outcome.INVALID, "rule: it is signed with another key"));
        assertThat(verdict(rule, yard.push("1.1.0")).outcome()).isEqualTo(Outcome.MISSING);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cosignAttestsProvenance(boolean bundles) throws IOException, InterruptedException {
        Path predicate = Files.writeString(folder.resolve("predicate.json"), """
                {"buildType": "https://contoso.example/build",
                 "builder": {"id": "https://builder.contoso.example"},
                 "invocation": {"configSource": {"uri": "git+https://git.contoso.example/shop.git@refs/heads/main"}},
                 "metadata": {}, "materials": []}
                """);
        Signers keys = cosignKey("ours");
        Digest digest = yard.push("1.0.0");
        cosign(
                bundles,
                "attest",
                "ours",
                "--type",
                "slsaprovenance02",
                "--predicate",
                predicate.toString(),
                yard.image() + "@" + digest);

        assertThat(verdict(provenance(keys, "https://git.contoso.example/shop"), digest))
                .isEqualTo(new Verdict(
                        Outcome.VERIFIED,
                        "rule: its provenance (built by https://builder.contoso.example) signed with ours.pub"));
        assertThat(verdict(provenance(keys, "https://git.contoso.example/other"), digest))
                .isEqualTo(new Verdict(
                        Outcome.INVALID,
                        "rule: it was built from 'git+https://git.contoso.example/shop.git@refs/heads/main', not from"
                                + " https://git.contoso.example/other"));
        assertThat(verdict(rule(Kind.COSIGN, keys, Terms.NONE), digest).outcome())
                .as("an attestation is no signature")
                .isIn(Outcome.MISSING, Outcome.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jws", "cose"})
    void notationSignsWithACertificate(String form) throws Exception {
        Path program = Services.program("notation-1.3.2/notation-sign", "notation");
        Authority ours = Authority.make("CN=Contoso root,O=contoso,C=US");
        Authority.Leaf leaf = ours.leaf("CN=release,O=contoso,ST=WA,C=US", Instant.now(), 3600);
        Files.writeString(folder.resolve("key.pem"), leaf.keyPem());
        Files.writeString(folder.resolve("chain.pem"), leaf.pem() + ours.pem());
        Digest digest = yard.push("1.0.0");
        run(List.of(
                program.toString(),
                yard.image() + "@" + digest,
                folder.resolve("key.pem").toString(),
                folder.resolve("chain.pem").toString(),
                form));

        SignatureRule rule = notation(ours, List.of(SubjectName.parse("x509.subject: C=US, O=contoso")));
        assertThat(verdict(rule, digest))
                .isEqualTo(new Verdict(Outcome.VERIFIED, "rule: signed by CN=release,O=contoso,ST=WA,C=US"));
        assertThat(verdict(notation(ours, List.of(SubjectName.parse("O=fabrikam"))), digest))
                .isEqualTo(new Verdict(
                        Outcome.INVALID,
                        "rule: it is signed by CN=release,O=contoso,ST=WA,C=US, who is not asked for"));
        assertThat(verdict(notation(Authority.make("CN=Contoso root,O=contoso,C=US"), List.of()), digest))
                .isEqualTo(new Verdict(
                        Outcome.INVALID,
                        "rule: no trusted authority stands behind its certificate"
                                + " (CN=release,O=contoso,ST=WA,C=US)"));
    }

    @Test
    void whatDidNotHoldYesterdayMayHoldToday() throws IOException, InterruptedException {
        SignatureRule rule = rule(Kind.COSIGN, cosignKey("ours"), Terms.NONE);
        cosignKey("other");
        Digest digest = yard.push("1.0.0");
        cosign(false, "sign", "other", yard.image() + "@" + digest);
        cosign(false, "sign", "ours", yard.image() + "@" + digest);

        assertThat(verdict(rule, digest)).isEqualTo(new Verdict(Outcome.VERIFIED, "rule: signed with ours.pub"));
    }

    private Verdict verdict(SignatureRule rule, Digest digest) {
        return new SignatureVerifier(yard.registries(), Instant.now())
                .verify(List.of(rule), yard.image(), digest)
                .get(0);
    }

    private static SignatureRule rule(Kind kind, Signers signers, Terms terms) {
        return new SignatureRule("rule", kind, signers, List.of(), terms);
    }

    private static SignatureRule provenance(Signers signers, String source) {
        return rule(
                Kind.PROVENANCE,
                signers,
                new Terms(
                        Terms.SLSA,
                        Optional.of(TextMatch.pattern("https://[a-z]+\\.contoso\\.example")),
                        Optional.of(source)));
    }

    private static SignatureRule notation(Authority root, List<SubjectName> subjects) {
        return rule(Kind.NOTATION, new Signers.Certificates(List.of(root.certificate()), subjects), Terms.NONE);
    }

    private Signers cosignKey(String name) throws IOException, InterruptedException {
        run(List.of(cosign(), "generate-key-pair", "--output-key-prefix", name));
        String file = name + ".pub";
        return new Signers.Keys(
                List.of(new TrustedKey(file, PublicKeys.parse(Files.readString(folder.resolve(file)), file))));
    }

    private static String cosign() {
        return Services.program("cosign-3.1.3/cosign", "cosign").toString();
    }

    private void cosign(boolean bundles, String command, String key, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                cosign(),
                command,
                "--key",
                key + ".key",
                "--tlog-upload=false",
                "--use-signing-config=false",
                "--new-bundle-format=" + bundles,
                "--yes"));
        line.addAll(List.of(arguments));
        run(line);
    }

    private void run(List<String> line) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("COSIGN_PASSWORD", "");
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", line, said).isZero();
    }
}
