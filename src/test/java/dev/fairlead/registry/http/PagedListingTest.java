package dev.fairlead.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.image.Tag;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.TagInfo;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PagedListingTest {
    private final List<Optional<String>> asked = new ArrayList<>();

    private static Page page(Optional<String> next, String... tags) {
        return new Page(List.of(tags).stream().map(Tag::of).map(TagInfo::of).toList(), next);
    }

    /** Page {@code n} has the tags {@code na} and {@code nb}. */
    private Page numbered(Optional<String> link, int last) {
        asked.add(link);
        int number = Integer.parseInt(link.orElse("1"));
        return page(
                number == last ? Optional.empty() : Optional.of(String.valueOf(number + 1)),
                number + "a",
                number + "b");
    }

    private PagedListing listing(int pages) {
        return new PagedListing("r.example/app", true, link -> numbered(link, pages));
    }

    @Test
    void nothingIsAskedBeforeItIsNeeded() {
        PagedListing listing = listing(3);
        Iterator<TagInfo> tags = listing.iterator();
        assertThat(asked).isEmpty();
        assertThat(tags.next().tag()).hasToString("1a");
        assertThat(tags.next().tag()).hasToString("1b");
        assertThat(asked).as("the first page serves two tags").hasSize(1);
        assertThat(tags.hasNext()).isTrue();
        assertThat(asked).containsExactly(Optional.empty(), Optional.of("2"));
    }

    @Test
    void everyIterationBeginsAnew() {
        PagedListing listing = listing(2);
        assertThat(listing).extracting(TagInfo::tag).extracting(Tag::value).containsExactly("1a", "1b", "2a", "2b");
        assertThat(listing).hasSize(4);
        assertThat(asked).hasSize(4);
    }

    @Test
    void anEmptyPageIsNotTheEnd() {
        PagedListing listing = new PagedListing(
                "r.example/app",
                false,
                link -> link.isEmpty() ? page(Optional.of("2")) : page(Optional.empty(), "only"));
        assertThat(listing).extracting(TagInfo::tag).containsExactly(Tag.of("only"));
    }

    @Test
    void theEndIsTheEnd() {
        Iterator<TagInfo> none = new PagedListing("r.example/app", false, link -> page(Optional.empty())).iterator();
        assertThat(none.hasNext()).isFalse();
        assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
    }

    /** The same page twice would never end. */
    @Test
    void aListingThatGoesRoundInACircleIsAnError() {
        PagedListing circle = new PagedListing(
                "r.example/app", false, link -> page(Optional.of(link.equals(Optional.of("b")) ? "a" : "b"), "t"));
        assertThatThrownBy(() -> circle.forEach(tag -> {}))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.kind()).isEqualTo(RegistryException.Kind.MALFORMED))
                .hasMessageContaining("leads back to a page that was read already");
    }

    /** flux#1817: a page that fails ends the listing with an error, never early. */
    @Test
    void flux_1817_aPageThatFailsIsNotTheLast() {
        PagedListing listing = new PagedListing("r.example/app", false, link -> {
            if (link.isPresent()) {
                throw new IllegalStateException("the second page fails");
            }
            return page(Optional.of("2"), "t");
        });
        Iterator<TagInfo> tags = listing.iterator();
        assertThat(tags.next().tag()).hasToString("t");
        assertThatThrownBy(tags::hasNext).hasMessage("the second page fails");
        assertThatThrownBy(tags::hasNext).as("it stays so").hasMessage("the second page fails");
    }

    /** flux2#4984, IRC#285: out of memory. A page that was read can be collected while the listing goes on. */
    @Test
    void irc_285_pagesAreNotKept() {
        List<WeakReference<TagInfo>> first = new ArrayList<>();
        PagedListing listing = new PagedListing("r.example/app", true, link -> {
            Page page = numbered(link, 1000);
            first.add(new WeakReference<>(page.tags().get(0)));
            return page;
        });
        Iterator<TagInfo> tags = listing.iterator();
        for (int i = 0; i < 1000; i++) {
            tags.next();
        }
        for (int i = 0; i < 50 && first.get(0).get() != null; i++) {
            System.gc();
        }
        assertThat(first).hasSize(500);
        assertThat(first.subList(0, 499))
                .allSatisfy(tag -> assertThat(tag.get()).isNull());
        assertThat(tags.next().tag()).hasToString("501a");
    }
}
