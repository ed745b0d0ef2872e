package dev.fairlead.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageReference;
import dev.fairlead.registry.Registries;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.remote.RemoteRegistries;
import dev.fairlead.signature.SignatureRule;
import dev.fairlead.signature.SignatureVerifier;
import dev.fairlead.signature.Verdict;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairlead verify}: whether an image is signed as the rules ask. */
@Command(
        name = "verify",
        description = "Whether an image is signed, and its provenance attested, as the rules of fairlead.yaml ask.",
        footer = {
            "",
            "Examples:",
            "  fairlead verify contoso.azurecr.io/team/app:1.4.2",
            "  fairlead verify contoso.azurecr.io/team/app:1.4.2 --rules config/fairlead.yaml --verify release --output json"
        })
final class VerifyCommand implements Callable<Integer> {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Parameters(paramLabel = "IMAGE", description = "The image, with a tag or a digest.")
    private String image;

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ImageReference reference = ImageReference.parse(image);
        List<SignatureRule> wanted = rules.orAll();
        RegistrySettings settings = RegistrySettings.fromEnvironment(Main.environment(spec));
        Digest digest;
        List<Verdict> verdicts;
        try (RemoteRegistries registries = RemoteRegistries.open(settings)) {
            digest = digest(reference, registries);
            SignatureVerifier verifier = new SignatureVerifier(registries, Instant.now());
            verdicts = wanted.stream()
                    .flatMap(rule -> verifier.verify(List.of(rule), reference.name(), digest).stream())
                    .toList();
        }
        print(reference.withDigest(digest), verdicts);
        return verdicts.stream().allMatch(Verdict::verified) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static Digest digest(ImageReference reference, Registries registries) {
        String name = reference.tag().map(Object::toString).orElse("latest");
        return reference
                .digest()
                .orElseGet(() -> registries
                        .forImage(reference.name())
                        .details(reference.name(), name)
                        .digest());
    }

    private void print(ImageReference verified, List<Verdict> verdicts) {
        PrintWriter out = Console.of(spec).out();
        if (output.format() == OutputFormat.json) {
            out.println(json(verified, verdicts));
        } else {
            out.println(verified);
            verdicts.forEach(verdict -> out.println("  " + word(verdict) + "  " + verdict.words()));
        }
        out.flush();
    }

    private static String word(Verdict verdict) {
        return verdict.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String json(ImageReference verified, List<Verdict> verdicts) {
        ObjectNode root = JSON.createObjectNode()
                .put("image", verified.toString())
                .put("verified", verdicts.stream().allMatch(Verdict::verified));
        ArrayNode all = root.putArray("rules");
        verdicts.forEach(verdict ->
                all.addObject().put("outcome", verdict.outcome().name()).put("explanation", verdict.words()));
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of text is always JSON", impossible);
        }
    }
}
