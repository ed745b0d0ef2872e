package io.jenkins.plugins.fairlead.badge;

/** Draws badges. The picture has no style sheet and no script, so that no content policy stands in its way. */
final class BadgeSvg {
    private static final int HEIGHT = 20;
    private static final int PADDING = 6;
    private static final int BASELINE = 14;
    /** Widths of Verdana at 11 pixels, in tenths; a browser that has another font squeezes it in. */
    private static final int WIDE = 105;
    private static final int CAPITAL = 78;
    private static final int USUAL = 66;
    private static final int NARROW = 40;
    private static final int TENTHS = 10;

    private BadgeSvg() {}

    static String draw(Badge badge) {
        int left = badge.label().isEmpty() ? 0 : width(badge.label()) + 2 * PADDING;
        int right = width(badge.message()) + 2 * PADDING;
        boolean square = badge.style() == BadgeStyle.FLAT_SQUARE;
        String title = BadgeText.xml(badge.label().isEmpty() ? badge.message() : badge.label() + ": " + badge.message());
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + (left + right) + "\" height=\"" + HEIGHT
                + "\" role=\"img\" aria-label=\"" + title + "\"><title>" + title + "</title>");
        if (!square) {
            svg.append("<linearGradient id=\"s\" x2=\"0\" y2=\"100%\"><stop offset=\"0\" stop-color=\"#bbb\""
                    + " stop-opacity=\".1\"/><stop offset=\"1\" stop-opacity=\".1\"/></linearGradient>");
        }
        svg.append("<clipPath id=\"r\"><rect width=\"" + (left + right) + "\" height=\"" + HEIGHT + "\" rx=\""
                + (square ? 0 : 3) + "\"/></clipPath><g clip-path=\"url(#r)\">");
        svg.append(box(0, left, "#555")).append(box(left, right, badge.color().code()));
        svg.append(square ? "" : box(0, left + right, "url(#s)"));
        svg.append("</g><g fill=\"#fff\" text-anchor=\"middle\" font-family=\"Verdana,DejaVu Sans,Geneva,sans-serif\""
                + " font-size=\"11\" text-rendering=\"geometricPrecision\">");
        svg.append(text(badge.label(), 0, left, square)).append(text(badge.message(), left, right, square));
        return svg.append("</g></svg>\n").toString();
    }

    private static String box(int x, int width, String fill) {
        return width == 0
                ? ""
                : "<rect x=\"" + x + "\" width=\"" + width + "\" height=\"" + HEIGHT + "\" fill=\"" + fill + "\"/>";
    }

    private static String text(String text, int x, int width, boolean plain) {
        if (text.isEmpty()) {
            return "";
        }
        String at = "<text x=\"" + (x + width / 2.0) + "\" textLength=\"" + width(text) + "\" y=\"";
        String shade = at + (BASELINE + 1) + "\" fill=\"#010101\" fill-opacity=\".3\" aria-hidden=\"true\">"
                + BadgeText.xml(text) + "</text>";
        return (plain ? "" : shade) + at + BASELINE + "\">" + BadgeText.xml(text) + "</text>";
    }

    private static int width(String text) {
        int tenths = text.codePoints().map(BadgeSvg::tenths).sum();
        return (tenths + TENTHS - 1) / TENTHS;
    }

    private static int tenths(int character) {
        if ("mwMW%@".indexOf(character) >= 0 || character > 0x2000) {
            return WIDE;
        }
        if ("ijl.,:;!|'()[]ft rI-".indexOf(character) >= 0) {
            return NARROW;
        }
        return Character.isUpperCase(character) ? CAPITAL : USUAL;
    }
}
