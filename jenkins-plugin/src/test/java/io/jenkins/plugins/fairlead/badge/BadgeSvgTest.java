package io.jenkins.plugins.fairlead.badge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class BadgeSvgTest {
    private static final long SEED = 20_261_123L;

    @Test
    void aBadgeIsAPictureWithATitle() throws Exception {
        Document picture = parsed(new Badge("dev", "1.4.2 synced", BadgeColor.BRIGHTGREEN, BadgeStyle.FLAT));
        assertEquals(
                "dev: 1.4.2 synced",
                picture.getElementsByTagName("title").item(0).getTextContent());
        assertEquals("3", attribute(picture, "rect", "rx"));
        assertTrue(picture.getElementsByTagName("linearGradient").getLength() == 1);
    }

    @Test
    void aSquareBadgeHasNoCornersAndNoShade() throws Exception {
        Document picture = parsed(new Badge("", "1.4.2", BadgeColor.RED, BadgeStyle.FLAT_SQUARE));
        assertEquals("0", attribute(picture, "rect", "rx"));
        assertEquals(0, picture.getElementsByTagName("linearGradient").getLength());
        assertEquals(1, picture.getElementsByTagName("text").getLength());
    }

    @Test
    void whateverIsWrittenStaysTextAndShort() throws Exception {
        Random random = new Random(SEED);
        for (int round = 0; round < 2000; round++) {
            StringBuilder nonsense = new StringBuilder();
            for (int length = random.nextInt(200); length > 0; length--) {
                nonsense.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000)));
            }
            String text = BadgeText.of(nonsense + "</text><script>\"'&{version}", Map.of("version", "<b>"));
            assertTrue(text.codePointCount(0, text.length()) <= BadgeText.LONGEST, () -> "seed " + SEED);
            Badge badge = new Badge(text, text, BadgeColor.BLUE, BadgeStyle.FLAT);
            Document picture = parsed(badge);
            assertEquals(0, picture.getElementsByTagName("script").getLength(), () -> "seed " + SEED);
            assertFalse(BadgeSvg.draw(badge).contains("style="));
        }
    }

    @Test
    void charactersThatTurnTextAroundAreLeftOut() {
        assertEquals("ab", BadgeText.of("a\u202Eb\n\u0000\u200B", Map.of()));
    }

    private static String attribute(Document picture, String element, String name) {
        return picture.getElementsByTagName(element)
                .item(0)
                .getAttributes()
                .getNamedItem(name)
                .getNodeValue();
    }

    private static Document parsed(Badge badge) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(BadgeSvg.draw(badge).getBytes(StandardCharsets.UTF_8)));
    }
}
