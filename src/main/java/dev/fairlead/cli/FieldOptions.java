package dev.fairlead.cli;

import dev.fairlead.FairleadException;
import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.manifest.Manifests;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.locate.CustomField;
import dev.fairlead.manifest.locate.TextPattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say where images are, beyond the forms that are known without them. */
final class FieldOptions {
    @Option(
            names = "--field",
            paramLabel = "KIND=PATH",
            description =
                    "An image field of a custom kind: Widget=spec.image, acme.io/Widget=spec.parts[*].image. For a"
                            + " tag alone: Widget=spec.version,part=tag,image=REGISTRY/REPOSITORY. For files without a kind:"
                            + " file:GLOB=PATH.")
    private List<String> fields = List.of();

    @Option(
            names = "--pattern",
            paramLabel = "GLOB=REGEX",
            description = "Images in text files: a regular expression with the groups (?<image>…), or (?<name>…),"
                    + " (?<tag>…) and (?<digest>…).")
    private List<String> patterns = List.of();

    @Option(
            names = "--templates",
            description = "Read Helm templates, too. What a template touches is refused even then.")
    private boolean templates;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** @throws ParameterException if an option cannot be read */
    Manifests manifests() {
        try {
            return Manifests.with(new ManifestSettings(
                    fields.stream().map(this::field).toList(),
                    patterns.stream().map(this::pattern).toList(),
                    templates));
        } catch (FairleadException wrong) {
            throw usage(wrong.problem().toString());
        }
    }

    private CustomField field(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw usage("--field " + text + ": write it as KIND=PATH");
        }
        String of = text.substring(0, equals);
        String[] words = text.substring(equals + 1).split(",", -1);
        Part part = Part.REFERENCE;
        Optional<ImageName> image = Optional.empty();
        for (int i = 1; i < words.length; i++) {
            if (words[i].startsWith("part=")) {
                part = part(words[i].substring("part=".length()));
            } else if (words[i].startsWith("image=")) {
                image = Optional.of(ImageName.parse(words[i].substring("image=".length())));
            } else {
                throw usage("--field " + text + ": '" + words[i] + "' is neither part= nor image=");
            }
        }
        boolean files = of.startsWith("file:");
        return new CustomField(
                files ? Optional.empty() : Optional.of(of),
                files ? Optional.of(of.substring("file:".length())) : Optional.empty(),
                words[0],
                part,
                image);
    }

    private Part part(String word) {
        try {
            return Part.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw usage("--field: part '" + word + "' is none of reference, name, tag and digest");
        }
    }

    private TextPattern pattern(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw usage("--pattern " + text + ": write it as GLOB=REGEX");
        }
        try {
            return new TextPattern(
                    text.substring(0, equals), Pattern.compile(text.substring(equals + 1)), Optional.empty());
        } catch (PatternSyntaxException wrong) {
            throw usage("--pattern " + text + ": " + wrong.getDescription() + " at " + wrong.getIndex());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
