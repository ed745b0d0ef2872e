package dev.fairlead.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    /** These backtrack exponentially, or worse, in an engine without a brake: with one, each ends at once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "^(a+)+$",
                "^(a|a)*$",
                "^(a|aa)+$",
                "^(.*a){20}$",
                "^a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab$",
                "^.*.*.*.*.*.*.*.*.*.*c$",
                "(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)c$",
                "([a-zA-Z]+)*c",
            })
    void noPatternBacktracksWithoutEnd(String pattern) {
        assertThat(Expression.compile(pattern).isIn("a".repeat(127) + "!")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){100}",
                "(((((a{9}){9}){9}){9}){9}){9}",
                "(a{1000}){1000}",
                "((){100}){108}",
                "([[:alpha:])]{999}x){999}"
            })
    void noPatternGrowsWithoutEnd(String pattern) {
        assertThatThrownBy(() -> Expression.compile(pattern))
                .isInstanceOf(SelectionException.class)
                .hasMessageContaining("too large");
    }

    /** The largest that are let in: none of them may run out of stack where RE2/J recurses. */
    @ParameterizedTest
    @ValueSource(strings = {"((){24}){24}", "((a?){19}){19}", "((a*)*){190}", "(|a){380}", "(((((a?)?)?)?)?){90}"})
    void whatIsLetInRuns(String pattern) {
        assertThat(Expression.compile(pattern).isIn("a".repeat(127))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^main-[a-f0-9]+-(?P<ts>[0-9]+)$",
                "^v?(\\d+)\\.(\\d+)(?:\\.(\\d+))?$",
                "^(main|release)-\\d{8,14}$",
                "-rc\\d*$",
                "^[^-]+-prod$",
            })
    void everydayPatternsTakeTheFastEngine(String pattern) {
        assertThat(Expression.compile(pattern).isPlain()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(a+)+", "(?i)main", "[[:alpha:]]+", "\\bmain\\b", "\\pL+", "a{x}", "[a&&b]", "[[a]", "(?s:.)"})
    void whatTheEnginesReadDifferentlyDoesNot(String pattern) {
        assertThat(Expression.compile(pattern).isPlain()).isFalse();
    }

    /** Generated expressions on generated tags: the fast engine finds what RE2/J finds, group for group. */
    @Test
    void bothEnginesAgree() {
        long seed = 4711;
        Random random = new Random(seed);
        int compared = 0;
        int found = 0;
        for (int i = 0; i < 30_000; i++) {
            String pattern = pattern(random);
            String plain = plainOrNull(pattern);
            if (plain == null) {
                continue;
            }
            String tag = text(random);
            var exact = com.google.re2j.Pattern.compile(pattern).matcher(tag);
            var fast = Pattern.compile(plain).matcher(tag);
            compared++;
            boolean matches = exact.find();
            assertThat(fast.find()).as("seed %d: %s in %s", seed, pattern, tag).isEqualTo(matches);
            for (int group = 0; matches && group <= exact.groupCount(); group++) {
                assertThat(fast.group(group))
                        .as("seed %d: group %d of %s in %s", seed, group, pattern, tag)
                        .isEqualTo(exact.group(group));
                found++;
            }
        }
        assertThat(compared).isGreaterThan(10_000);
        assertThat(found).isGreaterThan(5_000);
    }

    private static @Nullable String plainOrNull(String pattern) {
        try {
            com.google.re2j.Pattern.compile(pattern);
            return PlainSyntax.translate(pattern);
        } catch (com.google.re2j.PatternSyntaxException wrong) {
            return null;
        }
    }

    private static String pattern(Random random) {
        List<String> atoms = List.of(
                "a", "b", "1", "-", ".", "\\d", "\\w", "\\W", "\\.", "[ab]", "[^a-]", "[a-c1]", "(a", "(?:b", "(?P<n>1",
                ")", "|", "^", "$");
        List<String> repeats = List.of("", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,}", "{0,2}");
        StringBuilder pattern = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            pattern.append(atoms.get(random.nextInt(atoms.size()))).append(repeats.get(random.nextInt(repeats.size())));
        }
        long open = pattern.chars().filter(c -> c == '(').count();
        long close = pattern.chars().filter(c -> c == ')').count();
        return pattern + ")".repeat((int) Math.max(0, open - close));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(10); i >= 0; i--) {
            text.append("ab1-._".charAt(random.nextInt(6)));
        }
        return text.toString();
    }
}
