package dev.fairlead.selection;

import dev.fairlead.registry.TagInfo;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Calendar versions of one layout. */
record CalverOrdering(CalverLayout layout) implements Ordering<CalVer> {
    @Override
    public @Nullable CalVer key(String subject, TagInfo info) {
        return layout.read(subject);
    }

    @Override
    public Comparator<? super CalVer> order() {
        return Comparator.naturalOrder();
    }

    @Override
    public String reason(Loss loss, String subject) {
        return "'" + subject + "' is no calendar version " + layout;
    }

    @Override
    public String superlative() {
        return "latest calendar version " + layout;
    }

    @Override
    public boolean comparesAcrossFilters() {
        return true;
    }
}
