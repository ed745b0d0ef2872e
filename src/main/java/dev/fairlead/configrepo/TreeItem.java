package dev.fairlead.configrepo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * One entry of a tree object, whose form is {@code mode SP name NUL id} again and again.
 *
 * @param bits the mode
 * @param rawName the name's bytes, each as one character, so that a name that is no UTF-8 goes back as it came
 *     and names compare as Git compares them
 * @param id what it names
 */
record TreeItem(int bits, String rawName, ObjectId id) {
    private static final int ID_BYTES = 20;

    static void each(Tree read, Consumer<TreeItem> each) {
        byte[] tree = read.bytes();
        for (int at = 0; at < tree.length; ) {
            int space = RawParseUtils.next(tree, at, ' ');
            int nul = RawParseUtils.next(tree, space, (char) 0);
            each.accept(new TreeItem(
                    octal(tree, at, space - 1),
                    new String(tree, space, nul - 1 - space, StandardCharsets.ISO_8859_1),
                    ObjectId.fromRaw(tree, nul)));
            at = nul + ID_BYTES;
        }
    }

    /** The entry of that name, without making objects of the others. */
    static Optional<TreeItem> find(Tree tree, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        int start = tree.searchedTo();
        Optional<TreeItem> found = find(tree, wanted, start, tree.bytes().length);
        return found.isPresent() || start == 0 ? found : find(tree, wanted, 0, start);
    }

    private static Optional<TreeItem> find(Tree tree, byte[] wanted, int from, int to) {
        byte[] bytes = tree.bytes();
        for (int at = from; at < to; ) {
            int space = RawParseUtils.next(bytes, at, ' ');
            int nul = RawParseUtils.next(bytes, space, (char) 0);
            if (Arrays.equals(bytes, space, nul - 1, wanted, 0, wanted.length)) {
                tree.searchedTo(at);
                String rawName = new String(wanted, StandardCharsets.ISO_8859_1);
                return Optional.of(new TreeItem(octal(bytes, at, space - 1), rawName, ObjectId.fromRaw(bytes, nul)));
            }
            at = nul + ID_BYTES;
        }
        return Optional.empty();
    }

    private static int octal(byte[] bytes, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = (value << 3) | (bytes[i] - '0');
        }
        return value;
    }

    /** A name in the form of {@link #rawName}. */
    static String raw(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    byte[] rawBytes() {
        return rawName.getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean isTree() {
        return (bits & FileMode.TYPE_MASK) == FileMode.TYPE_TREE;
    }

    String name() {
        return isAscii() ? rawName : RawParseUtils.decode(rawBytes());
    }

    private boolean isAscii() {
        for (int i = 0; i < rawName.length(); i++) {
            if (rawName.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    FileEntry at(String path) {
        return new FileEntry(path, FileKind.of(bits), GitId.of(id));
    }
}
