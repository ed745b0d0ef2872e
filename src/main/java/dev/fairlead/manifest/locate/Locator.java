package dev.fairlead.manifest.locate;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.manifest.automation.Automation;
import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.find.Finds;
import dev.fairlead.manifest.find.Found;
import dev.fairlead.manifest.yaml.UnreadableException;
import dev.fairlead.manifest.yaml.YamlFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds the image fields of one file, whatever its form. It keeps no state between files and serves several threads. */
public final class Locator {
    private static final byte[] OPEN_TEMPLATE = {'{', '{'};

    private final CustomFields custom;
    private final List<GlobPattern> patterns;
    private final boolean templates;
    private final ByteTest test;

    private record GlobPattern(Glob files, TextPattern pattern) {}

    /**
     * @param templates whether Helm's {@code templates/} are read
     */
    public Locator(List<CustomField> customFields, List<TextPattern> textPatterns, boolean templates) {
        this.custom = new CustomFields(customFields);
        this.patterns = textPatterns.stream()
                .map(pattern -> new GlobPattern(new Glob(pattern.files()), pattern))
                .toList();
        this.templates = templates;
        this.test = ByteTest.forFields(custom.words());
    }

    /** Whether a file of this path can hold image fields. */
    public boolean considers(String path) {
        return FileKind.of(path) != FileKind.OTHER || isTextByPattern(path) || custom.names(path);
    }

    /** Whether the configuration says whose tag a value is, so that a file need not mention an image to be concerned. */
    public boolean namesImages() {
        return custom.namesImages()
                || patterns.stream().anyMatch(one -> one.pattern().image().isPresent());
    }

    /** Whether bytes hold any of these words, or escapes in which one could hide. */
    public static Predicate<byte[]> mentions(Collection<String> words) {
        return ByteTest.forWords(words)::passes;
    }

    /** Finds the fields of a file. */
    public LocatedFile locate(String path, byte[] bytes) {
        return locate(path, bytes, () -> YamlFile.parse(path, bytes));
    }

    /** Finds the fields of a file that is probably going to be edited. */
    public LocatedFile locateToEdit(String path, byte[] bytes) {
        return locate(path, bytes, () -> YamlFile.parseToEdit(path, bytes));
    }

    /** Finds the fields of a file that was edited and read again, if it was. */
    public LocatedFile locateEdited(String path, byte[] bytes, Optional<YamlFile> reread) {
        return locate(path, bytes, () -> reread.orElseGet(() -> YamlFile.parse(path, bytes)));
    }

    private LocatedFile locate(String path, byte[] bytes, Supplier<YamlFile> parse) {
        try {
            return isTextByPattern(path) || !isData(path) ? text(path, bytes) : data(path, bytes, parse);
        } catch (UnreadableException why) {
            return LocatedFile.unread(unreadable(path, why));
        } catch (FairleadException why) {
            return LocatedFile.unread(new Refusal(
                    Place.of(path), why.problem().cause(), why.problem().remedy()));
        }
    }

    private boolean isTextByPattern(String path) {
        return patterns.stream().anyMatch(pattern -> pattern.files().matches(path));
    }

    private boolean isData(String path) {
        return FileKind.of(path).isData() || custom.names(path);
    }

    private LocatedFile data(String path, byte[] bytes, Supplier<YamlFile> parse) {
        if (!test.passes(bytes)) {
            return LocatedFile.EMPTY;
        }
        if (!templates && isHelmTemplate(path, bytes)) {
            return LocatedFile.skipped(new Refusal(
                    Place.of(path),
                    "it is a template of a Helm chart",
                    "edit the chart's values, or read it all the same with --templates"));
        }
        YamlFile file = parse.get();
        Finds finds = new Finds();
        NestedDocuments nested = new NestedDocuments(test);
        Documents documents = new Documents(custom, finds, nested);
        FileKind kind = FileKind.of(path);
        file.documents().forEach(document -> documents.find(kind, document));
        List<Found> found = new ArrayList<>(finds.found());
        List<Refusal> unread = new ArrayList<>(nested.unread());
        unread.addAll(markers(path, bytes, file, nested, found));
        return new LocatedFile(
                located(found),
                unread,
                Optional.empty(),
                new Automation(documents.policies(), documents.repositories(), documents.argoImages()),
                Optional.of(new LocatedFile.Content.Yaml(file)));
    }

    private static final ByteTest MARKERS = ByteTest.forLiteralWords("$imagepolicy", "fairlead:");

    private static List<Refusal> markers(
            String path, byte[] bytes, YamlFile file, NestedDocuments nested, List<Found> found) {
        if (!MARKERS.passes(bytes)) {
            return List.of();
        }
        MarkerPass pass = new MarkerPass(new Marked(found));
        pass.read(file);
        nested.files().forEach(pass::read);
        return pass.strays(path, new String(bytes, StandardCharsets.UTF_8));
    }

    /** In the order of the file; a value that two finders name is told once by the first. */
    private static List<Located> located(List<Found> found) {
        return found.stream()
                .map(one -> new Located(one.field(), one))
                .sorted(Comparator.comparing(
                                (Located one) -> one.field().place().line())
                        .thenComparing(one -> one.field().place().column()))
                .toList();
    }

    private static boolean isHelmTemplate(String path, byte[] bytes) {
        boolean inFolder = path.startsWith("templates/") || path.contains("/templates/");
        return inFolder && indexOf(bytes, OPEN_TEMPLATE) >= 0;
    }

    private static int indexOf(byte[] bytes, byte[] word) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == word[0] && bytes[i + 1] == word[1]) {
                return i;
            }
        }
        return -1;
    }

    private LocatedFile text(String path, byte[] bytes) {
        List<TextPattern> fitting = patterns.stream()
                .filter(pattern -> pattern.files().matches(path))
                .map(GlobPattern::pattern)
                .toList();
        boolean marked = MARKERS.passes(bytes);
        if (fitting.isEmpty() && !marked) {
            return LocatedFile.EMPTY;
        }
        String text = decode(path, bytes);
        List<Found> found = new TextFields(path, text).find(fitting);
        List<Refusal> strays = marked ? new TextMarkers(path, text, new Marked(found)).read() : List.of();
        return new LocatedFile(
                located(found),
                strays,
                Optional.empty(),
                Automation.NONE,
                Optional.of(new LocatedFile.Content.Text(text)));
    }

    private static String decode(String path, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException notText) {
            throw new FairleadException(new Problem(path, "it is not UTF-8", "store the file as UTF-8"), notText);
        }
        throw new FairleadException(new Problem(path, "it is binary: it holds NUL bytes", "leave it out of the paths"));
    }

    private static Refusal unreadable(String path, UnreadableException why) {
        String place = why.problem().place();
        int[] lineAndColumn = Stream.of(
                        place.substring(Math.min(path.length(), place.length())).split(":", -1))
                .filter(number -> number.matches("[0-9]{1,9}"))
                .mapToInt(Integer::parseInt)
                .toArray();
        Place at = lineAndColumn.length == 2 ? new Place(path, lineAndColumn[0], lineAndColumn[1]) : Place.of(path);
        return new Refusal(at, why.problem().cause(), why.problem().remedy());
    }
}
