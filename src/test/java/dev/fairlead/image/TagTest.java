package dev.fairlead.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", "_", "v1.2.3", "A-b_c.D", "0362525", "72044e0", "1.234e6", "latest", "1..-"})
    void readsAndPrints(String text) {
        assertThat(Tag.of(text)).hasToString(text);
        assertThat(Tag.tryParse(text)).contains(Tag.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".1", "-1", "a b", "a+b", "a:b", "a/b", "é", "１", "a\n"})
    void refusesWhatIsNoTag(String text) {
        assertThat(Tag.isValid(text)).isFalse();
        assertThat(Tag.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> Tag.of(text)).isInstanceOf(FairleadException.class);
    }
}
