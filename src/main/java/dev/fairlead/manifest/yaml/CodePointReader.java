package dev.fairlead.manifest.yaml;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * What SnakeYAML's scanner reads from: code points that are already in memory, and checked. The original copies them through a window of
 * 1,024 characters and gives each mark a snapshot of it; marks made here share one empty buffer, and one mark serves all who ask at one place.
 */
final class CodePointReader extends StreamReader {
    private static final int[] NO_SNIPPET = {};

    private final byte[] ascii;
    private final int base;
    private final int @Nullable [] points;
    private final int length;
    private int index;
    private int line;
    private int column;
    private int documentStart;
    private Mark mark = new Mark("", 0, 0, 0, NO_SNIPPET, 0);

    /**
     * @param text what is read
     * @param points its code points, where the text keeps none or others are to be read in their place
     */
    CodePointReader(SourceText text, int @Nullable [] points) {
        super("");
        this.ascii = text.bytes();
        this.base = text.bom();
        this.points = points;
        this.length = text.length();
    }

    private int at(int place) {
        return points == null ? ascii[base + place] : points[place];
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
        if (index < length) {
            step();
        }
    }

    @Override
    public void forward(int count) {
        int end = Math.min(length, index + count);
        while (index < end) {
            step();
        }
    }

    private void step() {
        int c = at(index++);
        if (c >= ' ' && c < 0x85) {
            column++;
        } else if (c == '\r' ? index < length && at(index) != '\n' : Characters.isBreak(c)) {
            line++;
            column = 0;
        } else if (c != 0xFEFF) {
            column++;
        }
    }

    @Override
    public int peek() {
        return index < length ? at(index) : '\0';
    }

    @Override
    public int peek(int ahead) {
        int place = index + ahead;
        return place < length ? at(place) : '\0';
    }

    @Override
    public String prefix(int count) {
        int taken = Math.min(count, length - index);
        return points == null
                ? new String(ascii, base + index, taken, StandardCharsets.ISO_8859_1)
                : new String(points, index, taken);
    }

    @Override
    public String prefixForward(int count) {
        String prefix = prefix(count);
        int moved = Math.min(count, length - index);
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
