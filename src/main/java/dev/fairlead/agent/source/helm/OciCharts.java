package dev.fairlead.agent.source.helm;

import dev.fairlead.agent.source.HelmSource;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import dev.fairlead.agent.source.store.Fetched;
import dev.fairlead.agent.source.store.Staging;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.Attachments.Part;
import dev.fairlead.registry.Registries;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.SignIn;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.remote.RemoteRegistries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Charts in a registry: a repository a chart, a tag a version, with an underscore for the plus sign. */
final class OciCharts {
    private static final String LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";

    private final HelmSource spec;
    private final ImageName name;

    OciCharts(HelmSource spec) {
        this.spec = spec;
        String written =
                spec.repository().toString().replaceFirst("^oci://", "").replaceFirst("/+$", "");
        this.name = ImageName.parse(written + "/" + spec.chart());
    }

    Fetched read(Optional<String> token, Staging staging) throws IOException {
        try (Registries registries = RemoteRegistries.open(settings())) {
            Registry registry = registries.forImage(name);
            Tag tag = tag(registry);
            Digest digest =
                    registry.find(name, tag).flatMap(TagInfo::digest).orElseThrow(() -> missing("no tag " + tag));
            if (token.equals(Optional.of(digest.toString()))) {
                return new Fetched.Unchanged();
            }
            Part layer = registry.attachments().manifest(name, digest.toString()).stream()
                    .flatMap(manifest -> manifest.parts().stream())
                    .filter(part -> part.mediaType().equals(LAYER))
                    .findFirst()
                    .orElseThrow(() -> missing("no chart at " + digest));
            byte[] archive = registry.attachments().blob(name, layer, ChartArchive.MOST_BYTES);
            ChartArchive.unpack(spec, archive, tag.value(), staging);
            return new Fetched.Content(tag.value().replace('_', '+') + "@" + digest, digest.toString());
        }
    }

    /** A version that is written in full costs no listing. */
    private Tag tag(Registry registry) {
        Optional<Tag> written = spec.version()
                .filter(version -> version.matches("v?[0-9]+\\.[0-9]+\\.[0-9]+([-+].*)?"))
                .flatMap(version -> Tag.tryParse(version.strip().replace('+', '_')));
        if (written.isPresent()) {
            return written.get();
        }
        List<String> versions = new ArrayList<>();
        for (TagInfo info : registry.tags(name)) {
            versions.add(info.tag().value().replace('_', '+'));
        }
        return Tag.tryParse(Versions.choose(spec, versions).replace('+', '_')).orElseThrow();
    }

    private RegistrySettings settings() {
        return spec.login()
                .map(login -> spec.http().withSignIn(name.registry(), new SignIn.Basic(login.user(), login.password())))
                .orElse(spec.http());
    }

    private SourceException missing(String cause) {
        return new SourceException(
                Kind.NOT_FOUND, spec.place(), "the repository has " + cause, "check the chart's name and version");
    }
}
