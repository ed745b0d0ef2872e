package dev.fairlead.demo.registry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ACR's own API (2021-07-01): tags and manifests with their times, the attributes of a repository, the catalog. */
final class AcrApi {
    private static final Pattern PATH =
            Pattern.compile("/acr/v1/(?<name>.+?)(?:/_(?<kind>tags|manifests)(?:/(?<item>[^/]+))?)?");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final int DEFAULT_PAGE = 100;

    private final Store store;
    private final Gate gate;
    private final int maxPage;

    AcrApi(Store store, Gate gate, int maxPage) {
        this.store = store;
        this.gate = gate;
        this.maxPage = maxPage;
    }

    Reply handle(Call call) {
        if (call.path().equals("/acr/v1/_catalog")) {
            return catalog(call);
        }
        Matcher path = PATH.matcher(call.path());
        if (!path.matches()) {
            throw Refusal.notFound();
        }
        String name = path.group("name");
        String kind = path.group("kind");
        String item = path.group("item");
        if (call.method().equals("DELETE")) {
            return delete(call, name, kind, item);
        }
        if (!call.method().equals("GET")) {
            throw Refusal.method("GET, DELETE");
        }
        gate.repository(call, name, "metadata_read");
        Repository repository = store.get(name);
        if (kind == null) {
            return Reply.json(200, attributes(call, repository));
        }
        if (kind.equals("tags")) {
            return item == null ? tags(call, repository) : tag(call, repository, item);
        }
        return item == null ? manifests(call, repository) : manifest(call, repository, item);
    }

    private Reply catalog(Call call) {
        gate.catalog(call);
        int size = size(call);
        var names = store.names(call.query("last").orElse(""), size);
        Reply reply = Reply.json(200, Map.of("repositories", names.items()));
        return names.more()
                ? reply.header(
                        "Link", Links.next(call, names.items().get(names.items().size() - 1), size))
                : reply;
    }

    private Reply delete(
            Call call,
            String name,
            @org.jspecify.annotations.Nullable String kind,
            @org.jspecify.annotations.Nullable String item) {
        gate.repository(call, name, "delete");
        Repository repository = store.get(name);
        if (kind == null) {
            store.delete(name);
            return Reply.empty(202);
        }
        if (item == null || kind.equals("manifests")) {
            throw Refusal.method("GET");
        }
        if (!repository.deleteTag(item)) {
            throw Refusal.noTag(item);
        }
        return Reply.empty(202);
    }

    private Reply tags(Call call, Repository repository) {
        int size = size(call);
        Repository.Order order = switch (call.query("orderby").orElse("")) {
            case "timedesc" -> Repository.Order.NEWEST_FIRST;
            case "timeasc" -> Repository.Order.OLDEST_FIRST;
            default -> Repository.Order.NAME;
        };
        var digest = call.query("digest");
        if (digest.isPresent()) {
            List<StoredTag> tags = repository.tagsOf(Content.parse(digest.get()));
            return Reply.json(
                    200,
                    page(
                            call,
                            repository,
                            "tags",
                            tags.stream().map(AcrApi::tag).toList()));
        }
        var slice = repository.tags(call.query("last").orElse(""), size, order);
        List<StoredTag> tags = slice.items();
        Reply reply = Reply.json(
                200,
                page(call, repository, "tags", tags.stream().map(AcrApi::tag).toList()));
        return slice.more()
                ? reply.header(
                        "Link", Links.next(call, tags.get(tags.size() - 1).name(), size))
                : reply;
    }

    private static Reply tag(Call call, Repository repository, String item) {
        StoredTag tag = repository.tag(item).orElseThrow(() -> Refusal.noTag(item));
        return Reply.json(200, page(call, repository, "tag", tag(tag)));
    }

    private Reply manifests(Call call, Repository repository) {
        int size = size(call);
        var slice = repository.manifests(call.query("last").orElse(""), size);
        List<StoredManifest> manifests = slice.items();
        Reply reply = Reply.json(
                200,
                page(
                        call,
                        repository,
                        "manifests",
                        manifests.stream().map(one -> manifest(repository, one)).toList()));
        return slice.more()
                ? reply.header(
                        "Link",
                        Links.next(
                                call,
                                manifests.get(manifests.size() - 1).digest().toString(),
                                size))
                : reply;
    }

    private static Reply manifest(Call call, Repository repository, String item) {
        StoredManifest manifest = repository.manifest(item).orElseThrow(() -> Refusal.noManifest(item));
        return Reply.json(200, page(call, repository, "manifest", manifest(repository, manifest)));
    }

    private static Map<String, Object> page(Call call, Repository repository, String field, Object content) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("registry", call.host());
        page.put("imageName", repository.name());
        page.put(field, content);
        return page;
    }

    private static Map<String, Object> tag(StoredTag tag) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", tag.name());
        shown.put("digest", tag.digest().toString());
        times(shown, tag.created(), tag.updated());
        shown.put("signed", false);
        shown.put("changeableAttributes", changeable());
        return shown;
    }

    private static Map<String, Object> manifest(Repository repository, StoredManifest manifest) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("digest", manifest.digest().toString());
        shown.put("imageSize", manifest.size());
        times(shown, manifest.created(), manifest.updated());
        repository.config(manifest, "architecture").ifPresent(value -> shown.put("architecture", value));
        repository.config(manifest, "os").ifPresent(value -> shown.put("os", value));
        shown.put("mediaType", manifest.mediaType());
        List<String> tags = repository.tagsOf(manifest.digest()).stream()
                .map(StoredTag::name)
                .toList();
        if (!tags.isEmpty()) {
            shown.put("tags", tags);
        }
        shown.put("changeableAttributes", changeable());
        return shown;
    }

    private static Map<String, Object> attributes(Call call, Repository repository) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("registry", call.host());
        shown.put("imageName", repository.name());
        times(shown, repository.created(), repository.updated());
        shown.put("manifestCount", repository.manifestCount());
        shown.put("tagCount", repository.tagCount());
        shown.put("changeableAttributes", changeable());
        return shown;
    }

    private static void times(Map<String, Object> shown, Instant created, Instant updated) {
        shown.put("createdTime", TIME.format(created));
        shown.put("lastUpdateTime", TIME.format(updated));
    }

    private static Map<String, Object> changeable() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("deleteEnabled", true);
        attributes.put("writeEnabled", true);
        attributes.put("readEnabled", true);
        attributes.put("listEnabled", true);
        return attributes;
    }

    private int size(Call call) {
        return Math.max(1, Math.min(call.number("n", DEFAULT_PAGE), maxPage));
    }
}
