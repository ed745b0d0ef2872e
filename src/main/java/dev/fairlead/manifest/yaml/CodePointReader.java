package dev.fairlead.manifest.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * What SnakeYAML's scanner reads from: code points that are already in memory, and checked. The original copies them through a window of
 * 1,024 characters and gives each mark a snapshot of it; marks made here share one empty buffer, and one mark serves all who ask at one place.
 */
final class CodePointReader extends StreamReader {
    private static final int[] NO_SNIPPET = {};

    private final int[] points;
    private int index;
    private int line;
    private int column;
    private int documentStart;
    private Mark mark = new Mark("", 0, 0, 0, NO_SNIPPET, 0);

    CodePointReader(int[] points) {
        super("");
        this.points = points;
    }

    @Override
    public Mark getMark() {
        if (mark.getIndex() != index) {
            mark = new Mark("", index, line, column, NO_SNIPPET, 0);
        }
        return mark;
    }

    @Override
    public void forward() {
        if (index < points.length) {
            step();
        }
    }

    @Override
    public void forward(int length) {
        int end = Math.min(points.length, index + length);
        while (index < end) {
            step();
        }
    }

    private void step() {
        int c = points[index++];
        if (c >= ' ' && c < 0x85) {
            column++;
        } else if (c == '\r' ? index < points.length && points[index] != '\n' : Characters.isBreak(c)) {
            line++;
            column = 0;
        } else if (c != 0xFEFF) {
            column++;
        }
    }

    @Override
    public int peek() {
        return index < points.length ? points[index] : '\0';
    }

    @Override
    public int peek(int ahead) {
        int at = index + ahead;
        return at < points.length ? points[at] : '\0';
    }

    @Override
    public String prefix(int length) {
        return new String(points, index, Math.min(length, points.length - index));
    }

    @Override
    public String prefixForward(int length) {
        String prefix = prefix(length);
        int moved = Math.min(length, points.length - index);
        index += moved;
        column += moved;
        return prefix;
    }

    @Override
    public int getColumn() {
        return column;
    }

    @Override
    public int getDocumentIndex() {
        return index - documentStart;
    }

    @Override
    public void resetDocumentIndex() {
        documentStart = index;
    }

    @Override
    public int getIndex() {
        return index;
    }

    @Override
    public int getLine() {
        return line;
    }
}
