package dev.fairlead.update.config.read;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.update.config.Limits;
import dev.fairlead.update.config.PathPattern;
import dev.fairlead.update.config.RegistryRule;
import dev.fairlead.update.config.SignatureSetting;
import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.config.UpdateEntry;
import dev.fairlead.update.config.VersionHold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code fairlead.yaml}. Whatever is wrong in it is told at once, each with its line and column. */
public final class ConfigReader {
    /** The kind of object that the file holds. */
    public static final String KIND = "UpdateConfig";

    private ConfigReader() {}

    /**
     * Reads a configuration.
     *
     * @param file its name, for messages
     * @throws ConfigException with everything that is wrong in it
     */
    public static UpdateConfig read(String file, String text) {
        return ConfigDocument.read(file, text, KIND, Shape.CONFIG, ConfigReader::config);
    }

    private static UpdateConfig config(Section root) {
        EntryReader entries = new EntryReader(root.section("defaults", Shape.DEFAULTS));
        if (!root.has("updates")) {
            root.wrong("", "'updates' is missing", "add it, with at least '[]'");
        }
        EnvironmentReader environments = new EnvironmentReader(root.sections("environments", Shape.ENVIRONMENT));
        List<Section> sections = new ArrayList<>();
        List<UpdateEntry> updates = new ArrayList<>();
        for (Section section : root.sections("updates", Shape.UPDATE)) {
            environments.expanded(section, entries.read(section)).forEach(entry -> {
                sections.add(section);
                updates.add(entry);
            });
        }
        namesAreUnique(sections, updates);
        groupsAgree(sections, updates);
        List<SignatureSetting> signatures = SignatureReader.read(root.sections("signatures", Shape.SIGNATURE));
        rulesAreThere(root, signatures, entries.verify());
        for (int i = 0; i < updates.size(); i++) {
            rulesAreThere(sections.get(i), signatures, verify(updates.get(i)));
        }
        return new UpdateConfig(
                root.sections("registries", Shape.REGISTRY).stream()
                        .map(ConfigReader::registry)
                        .toList(),
                root.section("limits", Shape.LIMITS).map(ConfigReader::limits).orElse(Limits.NONE),
                environments.environments(),
                updates,
                root.sections("holds", Shape.HOLD).stream()
                        .flatMap(hold -> hold(hold).stream())
                        .toList(),
                entries.delivery(),
                root.value("dashboard", Texts::notBlank),
                signatures,
                entries.verify());
    }

    private static List<String> verify(UpdateEntry entry) {
        return Stream.concat(
                        entry.style().verify().stream(),
                        entry.images().stream().flatMap(image -> image.style().verify().stream()))
                .distinct()
                .toList();
    }

    private static void rulesAreThere(Section section, List<SignatureSetting> rules, List<String> wanted) {
        List<String> names = rules.stream().map(SignatureSetting::name).toList();
        wanted.stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> section.wrong(
                        "verify",
                        "'verify' names the rule '" + name + "', which is not under 'signatures'",
                        names.isEmpty() ? "add it there" : "name one of " + String.join(", ", names)));
    }

    private static void namesAreUnique(List<Section> sections, List<UpdateEntry> updates) {
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < updates.size(); i++) {
            String name = updates.get(i).name();
            String before = name.isEmpty()
                    ? null
                    : seen.putIfAbsent(name, updates.get(i).place());
            if (before != null) {
                sections.get(i)
                        .wrong("name", "the name '" + name + "' is taken by the entry at " + before, "rename one");
            }
        }
    }

    /** One branch and one pull request cannot follow two settings. */
    private static void groupsAgree(List<Section> sections, List<UpdateEntry> updates) {
        Map<String, UpdateEntry> first = new HashMap<>();
        for (int i = 0; i < updates.size(); i++) {
            UpdateEntry entry = updates.get(i);
            UpdateEntry other = first.putIfAbsent(entry.group(), entry);
            if (other != null && !other.delivery().equals(entry.delivery())) {
                sections.get(i)
                        .wrong(
                                "group",
                                "the group '" + entry.group() + "' is delivered otherwise by the entry at "
                                        + other.place(),
                                "give both the same delivery, baseBranch, branch, pullRequest and commit, for example"
                                        + " under 'defaults'");
            }
        }
    }

    private static RegistryRule registry(Section section) {
        return new RegistryRule(
                section.required("host"),
                section.choice("provider", Map.of("acr", true, "oci", false)),
                section.flag("plainHttp").orElse(false),
                section.value(
                        "certificateAuthority", text -> PathPattern.of(text).toString()));
    }

    private static Limits limits(Section section) {
        return new Limits(
                section.value("open", Texts::count),
                section.value("perRun", Texts::count),
                section.value("perHour", Texts::count));
    }

    private static Optional<VersionHold> hold(Section section) {
        section.required("image");
        Optional<ImageName> image = section.value("image", ImageName::parse);
        Optional<Tag> tag = section.value("tag", Tag::of);
        String why = section.required("why");
        var until = section.value("until", Texts::moment);
        return image.map(name -> new VersionHold(name, tag, why, until));
    }
}
