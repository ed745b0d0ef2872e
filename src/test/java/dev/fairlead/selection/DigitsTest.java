package dev.fairlead.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1.0", "1e6", "0x1F", "٣", "1 ", "Inf", "NaN"})
    void isNoWholeNumber(String text) {
        assertThat(Digits.parse(text)).isNull();
    }

    @Test
    void leadingZerosDoNotCount() {
        assertThat(Digits.parse("000")).isEqualTo(Digits.ZERO).hasToString("0");
        assertThat(Digits.parse("0017")).isEqualTo(Digits.parse("17"));
    }

    /** Held against the JDK's exact arithmetic, for numbers of up to sixty digits that often share their beginnings. */
    @Test
    void comparesAsExactArithmeticDoes() {
        long seed = 99;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String a = digits(random);
            String b = random.nextBoolean() ? digits(random) : a + random.nextInt(10);
            assertThat(Integer.signum(parse(a).compareTo(parse(b))))
                    .as("seed %d: %s and %s", seed, a, b)
                    .isEqualTo(new BigInteger(a).compareTo(new BigInteger(b)));
        }
    }

    private static String digits(Random random) {
        StringBuilder digits = new StringBuilder();
        for (int i = random.nextInt(60); i >= 0; i--) {
            digits.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
        }
        return digits.toString();
    }

    private static Digits parse(String text) {
        return Objects.requireNonNull(Digits.parse(text));
    }
}
