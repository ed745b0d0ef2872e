package dev.fairlead.update.config.read;

import dev.fairlead.signature.SignatureRule.Kind;
import dev.fairlead.signature.SignatureRule.Terms;
import dev.fairlead.signature.Signers.Identity;
import dev.fairlead.signature.SubjectName;
import dev.fairlead.signature.TextMatch;
import dev.fairlead.update.config.PathPattern;
import dev.fairlead.update.config.SignatureSetting;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the items of {@code signatures}. */
final class SignatureReader {
    private static final Map<String, Kind> KINDS =
            Map.of("cosign", Kind.COSIGN, "notation", Kind.NOTATION, "provenance", Kind.PROVENANCE);
    private static final List<String> OF_COSIGN = List.of("keys", "identities", "trustedRoot", "signedAs");
    private static final List<String> OF_NOTATION = List.of("certificates", "subjects");
    private static final List<String> OF_PROVENANCE = List.of("predicateType", "builder", "builderPattern", "source");

    private SignatureReader() {}

    static List<SignatureSetting> read(List<Section> sections) {
        Set<String> names = new HashSet<>();
        for (Section section : sections) {
            String name = section.required("name");
            if (!name.isEmpty() && !names.add(name)) {
                section.wrong("name", "the name '" + name + "' is taken", "rename one");
            }
        }
        return sections.stream().map(SignatureReader::read).toList();
    }

    private static SignatureSetting read(Section section) {
        section.required("kind");
        Kind kind = section.choice("kind", KINDS).orElse(Kind.COSIGN);
        (kind == Kind.NOTATION ? OF_COSIGN : OF_NOTATION).forEach(key -> refuse(section, key, kind));
        if (kind != Kind.PROVENANCE) {
            OF_PROVENANCE.forEach(key -> refuse(section, key, kind));
        }
        List<Identity> identities = section.sections("identities", Shape.IDENTITY).stream()
                .map(SignatureReader::identity)
                .toList();
        SignatureSetting setting = new SignatureSetting(
                section.value("name", Texts::name).orElse(""),
                kind,
                files(section, "keys"),
                identities,
                section.value("trustedRoot", SignatureReader::file),
                files(section, "certificates"),
                section.values("subjects", SubjectName::parse),
                section.texts("signedAs"),
                kind == Kind.PROVENANCE ? terms(section) : Terms.NONE);
        requireSigners(section, setting);
        return setting;
    }

    private static void refuse(Section section, String key, Kind kind) {
        if (section.has(key)) {
            section.wrong(
                    key,
                    "'" + key + "' means nothing for the kind " + kind.name().toLowerCase(Locale.ROOT),
                    "leave it out");
        }
    }

    /** A rule that names nobody would believe everybody. */
    private static void requireSigners(Section section, SignatureSetting setting) {
        boolean keys = !setting.keys().isEmpty();
        boolean identities = !setting.identities().isEmpty();
        if (setting.kind() == Kind.NOTATION) {
            if (setting.certificates().isEmpty()) {
                section.wrong("certificates", "'certificates' is missing", "name the files of the trust anchors");
            }
        } else if (keys == identities) {
            section.wrong(
                    keys ? "identities" : "keys",
                    keys
                            ? "'keys' and 'identities' exclude each other"
                            : "neither 'keys' nor 'identities' says who signs",
                    keys ? "make two rules" : "name the files of public keys, or who has to be certified");
        } else if (identities != setting.trustedRoot().isPresent()) {
            section.wrong(
                    "trustedRoot",
                    identities ? "'trustedRoot' is missing" : "'trustedRoot' means nothing for keys",
                    identities ? "name the file that says which authorities and logs are believed" : "leave it out");
        }
    }

    private static Identity identity(Section section) {
        return new Identity(match(section, "subject"), match(section, "issuer"));
    }

    private static TextMatch match(Section section, String key) {
        String pattern = key + "Pattern";
        if (section.has(key) == section.has(pattern)) {
            section.wrong(key, "one of '" + key + "' and '" + pattern + "' is wanted", "write one of them");
        }
        return section.value(key, TextMatch::exactly)
                .or(() -> section.value(pattern, TextMatch::pattern))
                .orElse(TextMatch.exactly(""));
    }

    private static Terms terms(Section section) {
        if (section.has("builder") && section.has("builderPattern")) {
            section.wrong("builder", "'builder' and 'builderPattern' exclude each other", "write one of them");
        }
        Optional<TextMatch> builder = section.value("builder", TextMatch::exactly)
                .or(() -> section.value("builderPattern", TextMatch::pattern));
        List<String> types = section.texts("predicateType");
        return new Terms(types.isEmpty() ? Terms.SLSA : types, builder, section.value("source", Texts::notBlank));
    }

    private static List<String> files(Section section, String key) {
        return section.values(key, SignatureReader::file);
    }

    private static String file(String text) {
        return PathPattern.of(text).toString();
    }
}
