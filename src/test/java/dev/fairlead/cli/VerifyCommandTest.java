package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.image.Digest;
import dev.fairlead.signature.CosignSigning;
import dev.fairlead.signature.Yard;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {
    private final KeyPair keys = CosignSigning.keys();
    private final Yard yard = new Yard("shop/api");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("cosign.pub"), CosignSigning.publicPem(keys));
        Files.writeString(folder.resolve("fairlead.yaml"), """
                apiVersion: fairlead.dev/v1
                kind: UpdateConfig
                signatures: [{name: ours, kind: cosign, keys: cosign.pub}]
                updates: []
                """);
    }

    @AfterEach
    void close() {
        yard.close();
    }

    private int run(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--rules", folder.resolve("fairlead.yaml").toString()));
        String[] args = line.toArray(new String[0]);
        CommandLine command = Main.commandLine(Map.of("FAIRLEAD_PLAIN_HTTP", yard.host()), args)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    @Test
    void saysWhoHasSigned() {
        Digest digest = yard.push("1.0.0");
        CosignSigning.sign(yard, digest, yard.image().toString(), keys);

        assertThat(run("verify", yard.image() + ":1.0.0")).as("%s", err).isZero();
        assertThat(out.toString()).isEqualTo("""
                %s:1.0.0@%s
                  verified  ours: signed with cosign.pub
                """.formatted(yard.image(), digest));
    }

    @Test
    void saysWhatIsMissing() {
        Digest digest = yard.push("1.0.0");

        assertThat(run("verify", yard.image() + ":1.0.0", "--output", "json")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString())
                .contains("\"image\" : \"" + yard.image() + ":1.0.0@" + digest + "\"")
                .contains("\"verified\" : false")
                .contains("\"outcome\" : \"MISSING\"")
                .contains("\"explanation\" : \"ours: it has no cosign signature\"");
    }

    @Test
    void aRuleThatIsNotThereIsAMistake() {
        yard.push("1.0.0");

        assertThat(run("verify", yard.image() + ":1.0.0", "--verify", "theirs")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("there is no such rule").contains("ours");
    }

    @Test
    void tagsChoosesAmongSignedOnesAndExplainsTheOthers() {
        CosignSigning.sign(yard, yard.push("1.0.0"), yard.image().toString(), keys);
        yard.push("1.1.0");

        int exit = run("tags", yard.image().toString(), "--select", "semver:^1", "--verify", "ours", "--explain");

        assertThat(exit).as("%s", err).isZero();
        assertThat(out.toString())
                .startsWith("1.0.0\n")
                .contains("verified by ours: signed with cosign.pub")
                .contains("1.1.0  ours: it has no cosign signature");
    }
}
