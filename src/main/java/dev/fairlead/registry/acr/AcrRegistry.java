package dev.fairlead.registry.acr;

import com.azure.containers.containerregistry.ContainerRegistryClientBuilder;
import com.azure.containers.containerregistry.RegistryArtifact;
import com.azure.containers.containerregistry.models.ArtifactTagOrder;
import com.azure.containers.containerregistry.models.ArtifactTagProperties;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.rest.PagedResponse;
import dev.fairlead.Problem;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.Attachments;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.TagListing;
import dev.fairlead.registry.http.Page;
import dev.fairlead.registry.http.PagedListing;
import dev.fairlead.registry.http.RegistryHttp;
import dev.fairlead.registry.oci.ImageInspector;
import dev.fairlead.registry.oci.MissingTags;
import dev.fairlead.registry.oci.OciAttachments;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Azure Container Registry by its own API (2021-07-01), through Azure's client: tags with digest and times, the one that
 * was pushed last first. Manifests and configurations are read by the OCI API, which ACR speaks too.
 */
public final class AcrRegistry implements Registry {
    private static final int PAGE_SIZE = 1000;

    /** Azure's client lists the tags of an artifact, and wants one named; see {@link SdkHttpClient}. */
    private static final String ANY_ARTIFACT = "sha256:" + "0".repeat(64);

    private final RegistryHttp http;
    private final ImageInspector inspector;
    private final MissingTags missing;
    private final OciAttachments attachments;

    public AcrRegistry(RegistryHttp http) {
        this.http = http;
        this.inspector = new ImageInspector(http);
        this.missing = new MissingTags(http);
        this.attachments = new OciAttachments(http);
    }

    @Override
    public String host() {
        return http.host();
    }

    @Override
    public TagListing tags(ImageName image) {
        String repository = image.repository();
        return new PagedListing(http.place(repository), true, link -> read(repository, () -> page(repository, link)));
    }

    private Page page(String repository, Optional<String> link) {
        var pages = artifact(repository, ANY_ARTIFACT)
                .listTagProperties(ArtifactTagOrder.LAST_UPDATED_ON_DESCENDING)
                .iterableByPage(link.orElse(null), PAGE_SIZE);
        PagedResponse<ArtifactTagProperties> page = pages.iterator().next();
        List<TagInfo> tags = page.getValue().stream().map(AcrRegistry::info).toList();
        return new Page(tags, Optional.ofNullable(page.getContinuationToken()));
    }

    @Override
    public Optional<TagInfo> find(ImageName image, Tag tag) {
        String repository = image.repository();
        try {
            return Optional.of(read(
                    repository, () -> info(artifact(repository, tag.value()).getTagProperties(tag.value()))));
        } catch (RegistryException e) {
            if (e.kind() == Kind.NOT_FOUND && missing.isSure(repository, e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public ImageDetails details(ImageName image, String tagOrDigest) {
        return inspector.details(image.repository(), tagOrDigest);
    }

    private RegistryArtifact artifact(String repository, String reference) {
        var pipeline = new HttpPipelineBuilder()
                .httpClient(new SdkHttpClient(http, repository))
                .build();
        return new ContainerRegistryClientBuilder()
                .endpoint(http.origin().at("").toString())
                .pipeline(pipeline)
                .buildClient()
                .getArtifact(repository, reference);
    }

    private static TagInfo info(ArtifactTagProperties tag) {
        return new TagInfo(
                Tag.of(tag.getName()),
                Optional.ofNullable(tag.getDigest()).map(Digest::parse),
                time(tag.getLastUpdatedOn()),
                time(tag.getCreatedOn()));
    }

    private static Optional<Instant> time(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    /** Azure's client reads an answer as it comes: what it stumbles over is the answer's fault. */
    private <T> T read(String repository, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RegistryException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new RegistryException(
                    Kind.MALFORMED,
                    new Problem(
                            http.place(repository),
                            "the registry's answer is not what ACR answers",
                            "check that the host is an Azure Container Registry"),
                    e);
        }
    }

    @Override
    public Attachments attachments() {
        return attachments;
    }

    @Override
    public void close() {
        // connections belong to the wire, tokens go with this object
    }
}
