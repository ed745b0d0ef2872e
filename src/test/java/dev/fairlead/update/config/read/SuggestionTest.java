package dev.fairlead.update.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    @ParameterizedTest
    @CsvSource({"labels,lables,1", "labels,label,1", "labels,labels,0", "a,bcd,3", "'',abc,3", "abcd,acbd,1"})
    void countsSlipsOfTheKeys(String a, String b, int slips) {
        assertThat(Suggestion.distance(a, b)).isEqualTo(slips);
        assertThat(Suggestion.distance(b, a)).isEqualTo(slips);
    }

    @ParameterizedTest
    @CsvSource({"Base_Branch,baseBranch", "reviewer,reviewers", "imgaes,images", "autoMerged,autoMerge"})
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(Suggestion.nearest(typed, List.of("baseBranch", "reviewers", "image", "images", "autoMerge")))
                .contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"colour", "zzz"})
    void saysNothingWhereNothingIsNear(String typed) {
        assertThat(Suggestion.nearest(typed, List.of("images", "reviewers"))).isEmpty();
    }
}
