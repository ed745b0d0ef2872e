package dev.fairlead.registry.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import dev.fairlead.registry.http.Link;
import dev.fairlead.registry.http.Need;
import dev.fairlead.registry.http.Page;
import dev.fairlead.registry.http.PagedListing;
import dev.fairlead.registry.http.Question;
import dev.fairlead.registry.http.RegistryHttp;
import dev.fairlead.registry.wire.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A registry that speaks the OCI distribution API (specification 1.1): tags by name, a thousand a page or as many as the
 * registry likes, without times.
 */
public final class OciRegistry implements Registry {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE_SIZE = 1000;

    /** A registry that ignores the page size sends everything at once: half a million tags of common length. */
    private static final int MAX_PAGE_BYTES = 64 << 20;

    private final RegistryHttp http;
    private final ImageInspector inspector;
    private final MissingTags missing;
    private final OciAttachments attachments;
    private final int pageSize;

    public OciRegistry(RegistryHttp http) {
        this(http, PAGE_SIZE);
    }

    OciRegistry(RegistryHttp http, int pageSize) {
        this.http = http;
        this.pageSize = pageSize;
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
        String first = "/v2/" + repository + "/tags/list?n=" + pageSize;
        return new PagedListing(http.place(repository), false, link -> page(repository, link.orElse(first)));
    }

    private Page page(String repository, String path) {
        Answer answer = http.ask(Question.get(repository, Need.LIST, path, "application/json", MAX_PAGE_BYTES));
        String place = http.place(repository);
        return new Page(read(answer, place), Link.next(answer, path, http.origin(), place));
    }

    private static List<TagInfo> read(Answer answer, String place) {
        JsonNode tags;
        try {
            JsonNode root = JSON.readTree(answer.body());
            tags = root == null ? null : root.get("tags");
        } catch (IOException e) {
            throw malformed(place, e);
        }
        if (tags == null || !(tags.isArray() || tags.isNull())) {
            throw malformed(place, null);
        }
        List<TagInfo> read = new ArrayList<>(tags.size());
        for (JsonNode tag : tags) {
            String name = tag.isTextual() ? tag.asText() : "";
            read.add(TagInfo.of(Tag.tryParse(name).orElseThrow(() -> malformed(place, null))));
        }
        return read;
    }

    private static RegistryException malformed(String place, @Nullable IOException e) {
        return new RegistryException(
                Kind.MALFORMED,
                new Problem(place, "the registry's list of tags is not one", "check that the host is a registry"),
                e);
    }

    /** Asks for the tag's manifest without its body, which also registries that count pulls let pass. */
    @Override
    public Optional<TagInfo> find(ImageName image, Tag tag) {
        try {
            Digest digest = inspector.digest(image.repository(), tag.value());
            return Optional.of(new TagInfo(tag, Optional.of(digest), Optional.empty(), Optional.empty()));
        } catch (RegistryException e) {
            if (e.kind() == Kind.NOT_FOUND && missing.isSure(image.repository(), e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public ImageDetails details(ImageName image, String tagOrDigest) {
        return inspector.details(image.repository(), tagOrDigest);
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
