package dev.fairlead.update.config;

import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.update.config.delivery.DeliverySettings;
import java.util.List;
import java.util.Optional;

/**
 * What {@code fairlead.yaml} says.
 *
 * @param registries what has to be known of registries
 * @param limits how many pull requests people want to see
 * @param environments places where versions run, in order
 * @param entries what to update, in the order of the file; each name is there once, and entries of one group agree on
 *     their delivery
 * @param holds versions that people keep out
 * @param delivery how changes are delivered that are none of an entry
 * @param dashboard the title of the issue that tells of everything, where one is wanted
 * @param signatures what versions can be asked to show
 * @param verify the names of the rules that count for entries which say nothing else
 */
public record UpdateConfig(
        List<RegistryRule> registries,
        Limits limits,
        List<Environment> environments,
        List<UpdateEntry> entries,
        List<VersionHold> holds,
        DeliverySettings delivery,
        Optional<String> dashboard,
        List<SignatureSetting> signatures,
        List<String> verify) {
    /** Where a repository keeps it, if it is not told otherwise. */
    public static final String FILE = "fairlead.yaml";

    public UpdateConfig {
        registries = List.copyOf(registries);
        environments = List.copyOf(environments);
        entries = List.copyOf(entries);
        holds = List.copyOf(holds);
        signatures = List.copyOf(signatures);
        verify = List.copyOf(verify);
    }

    /** Every field that any of the entries describes. */
    public ManifestSettings manifests() {
        return new ManifestSettings(
                entries.stream()
                        .flatMap(entry -> entry.manifests().customFields().stream())
                        .distinct()
                        .toList(),
                entries.stream()
                        .flatMap(entry -> entry.manifests().textPatterns().stream())
                        .distinct()
                        .toList(),
                false);
    }
}
