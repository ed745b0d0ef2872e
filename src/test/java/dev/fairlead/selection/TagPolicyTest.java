package dev.fairlead.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.image.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "semver:^1.2 || >=3.0, <4",
                "semver-complete:1.x",
                "calver:YYYY.0M.MICRO",
                "numeric",
                "numeric:asc",
                "numeric:desc",
                "alphabetical",
                "alphabetical:desc",
                "newest",
                "newest:built",
                "digest:stable",
            })
    void printsWhatItRead(String policy) {
        assertThat(TagPolicy.parse(policy)).hasToString(policy).isEqualTo(TagPolicy.parse(policy));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``            ;'' is no policy",
                "^1.2          ;'^1.2' is no policy",
                "latest        ;'latest' is no policy",
                "semver:huh    ;'huh' is no version comparison",
                "calver:       ;names no part",
                "numeric:up    ;neither asc nor desc",
                "alphabetical: ;neither asc nor desc",
                "newest:pushed ;nothing after its colon but 'built'",
                "digest:       ;is no tag to follow",
                "digest:a/b    ;is no tag to follow",
            })
    void refusesWithTheForms(String policy, String cause) {
        assertThatThrownBy(() -> TagPolicy.parse(policy))
                .isInstanceOf(SelectionException.class)
                .hasMessageContaining(cause);
    }

    @Test
    void aFollowedTagHasNothingToFilterByName() {
        TagPolicy policy = TagPolicy.digest(Tag.of("stable"));
        assertThat(policy.follows()).contains(Tag.of("stable"));
        assertThatThrownBy(() -> new Selector(policy, TagFilter.none().including(TagPattern.parse("^s"))))
                .isInstanceOf(SelectionException.class)
                .hasMessageContaining("nothing to choose from");
    }
}
