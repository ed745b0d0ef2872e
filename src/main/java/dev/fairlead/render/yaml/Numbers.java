package dev.fairlead.render.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers as Go reads and writes them: {@code strconv.ParseInt} with base 0, {@code FormatFloat} with the shortest digits, {@code encoding/json}. */
public final class Numbers {
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final int MOST_DIGITS = 17;

    private Numbers() {}

    /** A whole number in Go's notation, as Long or, above its range, as BigInteger of at most 64 bits. */
    static Optional<Number> integer(String text) {
        boolean negative = text.startsWith("-");
        boolean signed = negative || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        int radix = 10;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            radix = switch (Character.toLowerCase(digits.charAt(1))) {
                case 'x' -> 16;
                case 'b' -> 2;
                case 'o' -> 8;
                default -> -8;
            };
            digits = digits.substring(radix < 0 ? 1 : 2);
        }
        return integer(digits, Math.abs(radix), negative, signed);
    }

    private static Optional<Number> integer(String digits, int radix, boolean negative, boolean signed) {
        if (digits.isEmpty() || digits.length() > 70) {
            return Optional.empty();
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) > 'f' || Character.digit(digits.charAt(i), radix) < 0) {
                return Optional.empty();
            }
        }
        BigInteger number = new BigInteger(digits, radix);
        return fitted(negative ? number.negate() : number, signed);
    }

    /** @param signed whether the text had a sign, which rules out what only an unsigned number can hold */
    private static Optional<Number> fitted(BigInteger number, boolean signed) {
        if (number.compareTo(MIN) >= 0 && number.compareTo(MAX) <= 0) {
            return Optional.of(number.longValue());
        }
        return !signed && number.compareTo(MAX_UNSIGNED) <= 0 ? Optional.of(number) : Optional.empty();
    }

    /** A floating number as {@code encoding/json} writes it. */
    static String json(double number) {
        double size = Math.abs(number);
        if (size != 0 && (size < 1e-6 || size >= 1e21)) {
            String text = exponential(digits(number), number < 0);
            int at = text.indexOf("e-0");
            return at >= 0 ? text.substring(0, at + 2) + text.substring(at + 3) : text;
        }
        return positional(number);
    }

    /** A floating number as {@code FormatFloat(f, 'g', -1, 64)} writes it. */
    static String shortest(double number) {
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        BigDecimal digits = digits(number);
        int exponent = digits.precision() - digits.scale() - 1;
        return exponent < -4 || exponent >= 6 ? exponential(digits, number < 0) : positional(number);
    }

    /** A floating number as Go prints it in a text: without an exponent below 10^21. */
    public static String shortestBelow21(double number) {
        BigDecimal digits = digits(number);
        int exponent = digits.precision() - digits.scale() - 1;
        return number != 0 && (exponent < -4 || exponent >= 21) ? exponential(digits, number < 0) : positional(number);
    }

    /** A floating number without an exponent. */
    public static String positional(double number) {
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        BigDecimal digits = digits(number).stripTrailingZeros();
        return (number < 0 ? "-" : "") + digits.toPlainString();
    }

    private static String exponential(BigDecimal digits, boolean negative) {
        BigDecimal stripped = digits.stripTrailingZeros();
        String all = stripped.unscaledValue().toString();
        int exponent = stripped.precision() - stripped.scale() - 1;
        String fraction = all.length() > 1 ? "." + all.substring(1) : "";
        String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : String.valueOf(Math.abs(exponent));
        return (negative ? "-" : "") + all.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + power;
    }

    /** The fewest decimal digits that are read as this number, without its sign. */
    private static BigDecimal digits(double number) {
        double size = Math.abs(number);
        BigDecimal exact = new BigDecimal(size);
        for (int precision = 1; precision < MOST_DIGITS; precision++) {
            BigDecimal rounded = exact.round(new MathContext(precision));
            if (rounded.doubleValue() == size) {
                return rounded;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS));
    }

    /** A floating number in Go's notation; null if it is none or too large. */
    static @Nullable Double floating(String text) {
        try {
            char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
            double number = last > '9' || last <= ' ' ? Double.NaN : Double.parseDouble(text);
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
