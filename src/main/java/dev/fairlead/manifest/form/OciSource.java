package dev.fairlead.manifest.form;

import dev.fairlead.manifest.field.Form;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.find.Finds;
import dev.fairlead.manifest.find.Found;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.find.YamlSpot;
import dev.fairlead.manifest.yaml.Mapping;
import java.util.ArrayList;
import java.util.List;

/** Finds the artifact of a Flux {@code OCIRepository}: {@code url: oci://registry/repository} with {@code ref}. */
public final class OciSource {
    private static final String SCHEME = "oci://";

    private final Finds finds;

    public OciSource(Finds finds) {
        this.finds = finds;
    }

    /** Looks at the {@code spec}. A range of versions ({@code ref.semver}) is left to Flux. */
    public void find(Mapping spec) {
        List<Held> parts = new ArrayList<>();
        finds.mappingAt(spec, "ref", ref -> {
            finds.spot(ref, "tag").ifPresent(tag -> parts.add(Held.of(Part.TAG, tag)));
            finds.spot(ref, "digest").ifPresent(digest -> parts.add(Held.of(Part.DIGEST, digest)));
        });
        if (!parts.isEmpty()) {
            finds.spot(spec, "url")
                    .filter(url -> url.value().startsWith(SCHEME))
                    .ifPresent(url -> add(url, parts));
        }
    }

    private void add(YamlSpot url, List<Held> parts) {
        parts.add(Held.of(Part.NAME, url.range(SCHEME.length(), url.value().length())));
        finds.add(Found.inYaml(Form.FLUX_OCI_REPOSITORY, "spec.ref", parts));
    }
}
