package dev.fairlead.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fairlead.FairleadException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads whatever comes, and holds the reader against the grammar of distribution/reference written as regular expressions.
 * As a plain test this tries the inputs that were found so far; with {@code JAZZER_FUZZ=1} new ones are looked for.
 */
class ImageReferenceFuzzTest {
    private static final String LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final String HOST = "(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?";
    private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final String TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
    private static final String DIGEST = "sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}"
            + "|(?!(?:sha256|sha384|sha512):)[A-Za-z][A-Za-z0-9]*(?:[+._-][A-Za-z][A-Za-z0-9]*)*:[a-fA-F0-9]{32,}";
    private static final Pattern GRAMMAR = Pattern.compile(
            "(?:(" + HOST + ")/)?(" + PART + "(?:/" + PART + ")*)(?::" + TAG + ")?(?:@(?:" + DIGEST + "))?");

    @FuzzTest(maxDuration = "30s")
    void aReference(byte[] input) {
        check(new String(input, UTF_8));
    }

    static void check(String text) {
        Optional<ImageReference> reference = ImageReference.tryParse(text);
        reference.ifPresent(read -> {
            assertThat(read).hasToString(text);
            assertThat(ImageName.parse(read.name().toString())).isEqualTo(read.name());
            assertThat(ImageName.parse(read.name().written())).isEqualTo(read.name());
        });
        if (text.length() <= 1024) {
            assertThat(reference.isPresent()).as(text).isEqualTo(isByTheGrammar(text));
        }
        if (reference.isEmpty()) {
            assertThat(fault(text)).isNotEmpty();
        }
    }

    private static String fault(String text) {
        try {
            ImageReference.parse(text);
            return "";
        } catch (FairleadException refused) {
            return refused.problem().cause();
        }
    }

    private static boolean isByTheGrammar(String text) {
        return GRAMMAR.matcher(text).matches() && hasItsHost(text) && isWithinLengths(text);
    }

    /** What comes before the first slash is a host exactly if it looks like one; then it has to be one. */
    private static boolean hasItsHost(String text) {
        String name = name(text);
        int slash = name.indexOf('/');
        return slash < 0 || name.substring(0, slash).matches(looksLikeHost(name.substring(0, slash)) ? HOST : PART);
    }

    private static boolean looksLikeHost(String first) {
        return first.matches(".*[.:A-Z].*") || first.equals("localhost");
    }

    private static boolean isWithinLengths(String text) {
        String name = name(text);
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean host = looksLikeHost(first);
        String path = host ? name.substring(slash + 1) : name;
        boolean official = path.indexOf('/') < 0 && (!host || first.matches("(?i)(index\\.)?docker\\.io"));
        return path.length() + (official ? "library/".length() : 0) <= 255
                && first.length() <= 255
                && (host || !path.matches("[a-f0-9]{64}"));
    }

    /** The text without tag and digest. */
    private static String name(String text) {
        String named = text.contains("@") ? text.substring(0, text.indexOf('@')) : text;
        int colon = named.lastIndexOf(':');
        return colon > named.lastIndexOf('/') ? named.substring(0, colon) : named;
    }
}
