package dev.fairlead.agent.source.oci;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.fairlead.agent.source.OciSource;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import dev.fairlead.agent.source.store.Archive;
import dev.fairlead.agent.source.store.Fetched;
import dev.fairlead.agent.source.store.Ignore;
import dev.fairlead.agent.source.store.SourceReader;
import dev.fairlead.agent.source.store.Staging;
import dev.fairlead.image.Digest;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.Attachments.ArtifactManifest;
import dev.fairlead.registry.Attachments.Part;
import dev.fairlead.registry.Registries;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.remote.RemoteRegistries;
import dev.fairlead.selection.VersionRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fetches sources that are a layer of an OCI artifact. A tag's digest is asked for first. */
public final class OciReader implements SourceReader<OciSource> {
    /** What {@code flux push artifact} writes. */
    private static final String FLUX = "application/vnd.cncf.flux.content.v1.tar+gzip";

    private static final int MAX_LAYER = 64 << 20;

    @Override
    public Fetched read(OciSource spec, Optional<String> token, Staging staging) throws IOException {
        try (Registries registries = RemoteRegistries.open(spec.registry())) {
            Registry registry = registries.forImage(spec.name());
            Found found = find(spec, registry);
            if (token.equals(Optional.of(found.digest().toString()))) {
                return new Fetched.Unchanged();
            }
            ArtifactManifest manifest = registry.attachments()
                    .manifest(spec.name(), found.digest().toString())
                    .orElseThrow(() -> missing(spec, "the registry has no manifest " + found.digest()));
            Part layer = layer(spec, manifest);
            byte[] blob = registry.attachments().blob(spec.name(), layer, MAX_LAYER);
            write(spec, layer, blob, staging);
            return new Fetched.Content(
                    found.tag().isEmpty() ? found.digest().toString() : found.tag() + "@" + found.digest(),
                    found.digest().toString());
        }
    }

    /** @param tag empty for an artifact that is named by its digest */
    private record Found(String tag, Digest digest) {}

    private static Found find(OciSource spec, Registry registry) {
        if (spec.ref() instanceof OciSource.ByDigest named) {
            return new Found("", named.digest());
        }
        Tag tag = spec.ref() instanceof OciSource.ByTag named
                ? named.tag()
                : highest(spec, (OciSource.BySemVer) spec.ref(), registry);
        Digest digest = registry.find(spec.name(), tag)
                .flatMap(TagInfo::digest)
                .orElseThrow(() -> missing(spec, "the repository has no tag " + tag));
        return new Found(tag.value(), digest);
    }

    private static Tag highest(OciSource spec, OciSource.BySemVer ref, Registry registry) {
        Optional<Pattern> filter = ref.filter().map(text -> pattern(spec, text));
        List<String> names = new ArrayList<>();
        for (TagInfo info : registry.tags(spec.name())) {
            String name = info.tag().value();
            if (filter.isEmpty() || filter.get().matcher(name).find()) {
                names.add(name);
            }
        }
        return VersionRange.parse(ref.range(), true)
                .highest(names)
                .flatMap(Tag::tryParse)
                .orElseThrow(() -> missing(spec, "none of its " + names.size() + " tags is a version in that range"));
    }

    private static Pattern pattern(OciSource spec, String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new SourceException(
                    Kind.INVALID, spec.place(), "the filter of tags is no pattern", "write it in Go's syntax (RE2)");
        }
    }

    private static Part layer(OciSource spec, ArtifactManifest manifest) {
        if (manifest.parts().isEmpty()) {
            throw new SourceException(
                    Kind.MALFORMED,
                    spec.place(),
                    "the artifact has no layers, or is an index of several",
                    "push it as one artifact, with flux push artifact or oras push");
        }
        Optional<String> wanted = spec.layer().mediaType();
        if (wanted.isEmpty()) {
            return first(manifest, FLUX).orElse(manifest.parts().get(0));
        }
        return first(manifest, wanted.get())
                .orElseThrow(() -> new SourceException(
                        Kind.NOT_FOUND,
                        spec.place(),
                        "none of its layers is of the media type " + wanted.get() + "; there are "
                                + String.join(
                                        ", ",
                                        manifest.parts().stream()
                                                .map(Part::mediaType)
                                                .toList()),
                        "name one of them"));
    }

    private static Optional<Part> first(ArtifactManifest manifest, String mediaType) {
        return manifest.parts().stream()
                .filter(part -> part.mediaType().equals(mediaType))
                .findFirst();
    }

    private static void write(OciSource spec, Part layer, byte[] blob, Staging staging) throws IOException {
        if (!spec.layer().unpack()) {
            staging.file(layer.digest().hex(), false, new ByteArrayInputStream(blob));
            return;
        }
        Archive.unpack(new ByteArrayInputStream(blob), staging);
        Ignore rules = Ignore.usual();
        for (String path : staging.files().stream().sorted().toList()) {
            if (path.equals(Ignore.FILE) || path.endsWith("/" + Ignore.FILE)) {
                String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
                rules = rules.and(folder, Files.readString(staging.folder().resolve(path)));
            }
        }
        staging.leaveOut(spec.ignore().isPresent() ? rules.and("", spec.ignore().get()) : rules);
    }

    private static SourceException missing(OciSource spec, String cause) {
        return new SourceException(Kind.NOT_FOUND, spec.place(), cause, "push it, or name another");
    }
}
