package dev.fairlead.selection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.re2j.Pattern;
import dev.fairlead.image.Tag;

/**
 * Patterns, extracts and policies of users: each is refused with a reason or works, within bounded time and memory. The
 * first line of an input is the pattern, the second a tag.
 */
class PatternFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void aPattern(byte[] input) {
        String[] lines = new String(input, UTF_8).split("\n", 3);
        String tag = lines.length > 1 && Tag.isValid(lines[1]) ? lines[1] : "main-1a2b3c4-20260102";
        try {
            Expression expression = Expression.compile(lines[0]);
            assertThat(expression.isIn(tag))
                    .as("%s in %s", lines[0], tag)
                    .isEqualTo(Pattern.compile(lines[0]).matcher(tag).find());
        } catch (SelectionException refused) {
            assertThat(refused.problem().cause()).isNotEmpty();
        }
        try {
            Extract.parse(lines[0]).apply(Tag.of(tag));
            TagPattern.glob(lines[0]).matches(Tag.of(tag));
        } catch (SelectionException refused) {
            assertThat(refused.problem().cause()).isNotEmpty();
        }
    }

    @FuzzTest(maxDuration = "30s")
    void aPolicy(byte[] input) {
        String[] lines = new String(input, UTF_8).split("\n", 3);
        String tag = lines.length > 1 && Tag.isValid(lines[1]) ? lines[1] : "1.2.3";
        TagPolicy policy;
        try {
            policy = TagPolicy.parse(lines[0]);
        } catch (SelectionException refused) {
            assertThat(refused.problem().remedy()).isNotEmpty();
            return;
        }
        assertThat(TagPolicy.parse(policy.toString())).isEqualTo(policy);
        FakeRegistry registry = FakeRegistry.pushed(tag).image(tag, 0);
        Selection selection = registry.explain(Selector.of(policy));
        assertThat(selection.chosen().isPresent())
                .isNotEqualTo(selection.nothing().isPresent());
    }
}
