package io.jenkins.plugins.fairlead.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.forge.MergeMethod;
import dev.fairlead.pipeline.order.RepositoryOrder;
import dev.fairlead.pipeline.order.UpdateOrder;
import dev.fairlead.update.config.DigestStyle;
import hudson.AbortException;
import hudson.EnvVars;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words as orders. */
class OrdersTest {
    private static UpdateOrder update(Words words) throws AbortException {
        return Orders.update(words, RepositoryOrder.of("https://git.example/config.git"), Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource({"keep, KEEP", "pin, PIN", "pinOnce, PIN_ONCE", "drop, DROP"})
    void digests(String written, DigestStyle style) throws Exception {
        assertEquals(style, update(new Words().text("digest", written)).what().digest());
    }

    @Test
    void whatIsUntoldIsTheEnginesDefault() throws Exception {
        UpdateOrder order = update(new Words());
        assertEquals(DigestStyle.KEEP, order.what().digest());
        assertEquals(Optional.empty(), order.committer());
        assertEquals(Optional.empty(), order.delivery().autoMerge());
        assertEquals(Optional.empty(), order.what().config());
    }

    @Test
    void autoMerge() throws Exception {
        Words words = new Words().flag("autoMerge", true);
        assertEquals(Optional.of(MergeMethod.MERGE), update(words).delivery().autoMerge());
        words.text("mergeMethod", "squash");
        assertEquals(Optional.of(MergeMethod.SQUASH), update(words).delivery().autoMerge());
    }

    @Test
    void aWordThatIsNoneIsToldWithThoseThatThereAre() {
        AbortException e = assertThrows(AbortException.class, () -> update(new Words().text("digest", "PIN_ONCE")));
        assertTrue(e.getMessage().endsWith("give one of keep, pin, pinOnce, drop"), e.getMessage());
    }

    @Test
    void aCommitterIsANameWithAnAddress() throws Exception {
        Words words = new Words().text("committerName", "Ada");
        assertThrows(AbortException.class, () -> update(words));
        words.text("committerEmail", "ada@example.com");
        assertEquals(
                "Ada <ada@example.com>", update(words).committer().orElseThrow().toString());
        words.text("committerName", "A<da");
        assertThrows(AbortException.class, () -> update(words));
    }

    @Test
    void linesOfATextAreaAndElementsOfAListAreTheSame() {
        assertEquals(List.of("a", "b", "c"), Words.lines(List.of(" a \n\n b", "c", "")));
        assertEquals(List.of(), Words.lines(null));
    }

    @Test
    void variablesAreFilledIn() {
        Words words = new Words().text("image", "api:${TAG}").list("paths", Arrays.asList("apps/$ENV", "x"));
        words.filledIn(new EnvVars("TAG", "1", "ENV", "dev"));
        assertEquals(Optional.of("api:1"), words.text("image"));
        assertEquals(List.of("apps/dev", "x"), words.list("paths"));
    }
}
