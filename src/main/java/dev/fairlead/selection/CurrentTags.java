package dev.fairlead.selection;

import dev.fairlead.image.Tag;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.TagInfo;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tags that manifests hold. They are asked for by name before the listing begins, so that a tag which the registry
 * has by then belongs into every listing that is whole.
 */
final class CurrentTags {
    private final Map<Tag, Optional<TagInfo>> found = new LinkedHashMap<>();
    private final Set<Tag> listed = new HashSet<>();
    private boolean whole = true;
    private @Nullable Instant readUpTo;

    CurrentTags(SelectionRequest request, Registry registry) {
        for (Tag tag : request.current()) {
            found.put(tag, registry.find(request.image(), tag));
        }
    }

    Set<Tag> tags() {
        return found.keySet();
    }

    Optional<TagInfo> found(Tag tag) {
        return found.getOrDefault(tag, Optional.empty());
    }

    /** Notes that the listing has this tag. */
    void see(Tag tag) {
        if (found.containsKey(tag)) {
            listed.add(tag);
        }
    }

    /** Notes that the listing, newest first, was left at a tag of this time. */
    void leaveAt(Instant pushed) {
        whole = false;
        readUpTo = pushed;
    }

    CurrentTag.Presence presence(Tag tag) {
        if (listed.contains(tag)) {
            return CurrentTag.Presence.LISTED;
        }
        Instant end = readUpTo;
        boolean due = whole
                || (end != null
                        && found(tag)
                                .flatMap(TagInfo::pushed)
                                .filter(end::isBefore)
                                .isPresent());
        return due ? CurrentTag.Presence.MISSING : CurrentTag.Presence.NOT_REACHED;
    }
}
