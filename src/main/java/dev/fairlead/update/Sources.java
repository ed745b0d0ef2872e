package dev.fairlead.update;

import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.PolicyName;
import dev.fairlead.update.config.PolicySource;
import dev.fairlead.update.config.UpdateEntry;
import dev.fairlead.update.fields.FieldIndex;
import dev.fairlead.update.fields.Search;
import dev.fairlead.update.source.ArgoPolicies;
import dev.fairlead.update.source.FluxPolicies;
import dev.fairlead.update.source.Sourced;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the images that an entry finds in the repository. */
final class Sources {
    private Sources() {}

    /** What the entry's files tell other updaters; nothing where the entry does not ask for it. */
    static Sourced of(ConfigRepo repo, Snapshot base, UpdateEntry entry, ManifestSettings settings) {
        if (entry.policiesFrom().isEmpty()) {
            return Sourced.NOTHING;
        }
        FieldIndex index =
                FieldIndex.of(repo, base, new Search(settings, Set.of(entry.scope()), Set.of(), Set.of(), true));
        Sourced sourced = Sourced.NOTHING;
        if (entry.policiesFrom().contains(PolicySource.FLUX)) {
            Set<PolicyName> markers = index.files().stream()
                    .flatMap(file -> file.fields().stream())
                    .map(ImageField::policies)
                    .flatMap(policies -> policies.stream())
                    .collect(Collectors.toSet());
            sourced = sourced.and(new FluxPolicies(index.automation(), entry.style()).of(markers));
        }
        if (entry.policiesFrom().contains(PolicySource.ARGOCD)) {
            sourced = sourced.and(new ArgoPolicies(index.automation(), entry.style()).images());
        }
        return sourced;
    }
}
