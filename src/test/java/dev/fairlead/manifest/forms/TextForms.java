package dev.fairlead.manifest.forms;

import dev.fairlead.manifest.forms.Doc.Val;
import dev.fairlead.manifest.forms.Written.Style;
import dev.fairlead.manifest.forms.Written.Target;
import java.util.List;

/** Texts that are no YAML: what a configured pattern finds in them, and what our marker names. */
final class TextForms {
    private final Images images;
    private final Written written = new Written();
    private final String newline;

    private TextForms(Images images) {
        this.images = images;
        this.newline = images.pick(List.of("\n", "\r\n"));
    }

    /** A Jenkinsfile, in which a pattern finds references and markers stand behind {@code //}. */
    static Written groovy(Images images) {
        TextForms forms = new TextForms(images);
        for (int i = 2 + images.random.nextInt(4); i > 0; i--) {
            switch (images.random.nextInt(4)) {
                case 0 -> forms.line("  docker.image('", images.plainReference(), "').inside { // été");
                case 1 -> forms.marked("  def version = \"", "\" ", "//");
                case 2 -> forms.line("  // image = ", Doc.text("registry.example/team/api:1.0.0"), "");
                default -> forms.line("  echo '", Doc.text("registry.example/team/api:1.0.0"), "'");
            }
        }
        return forms.written;
    }

    /** Terraform, in which a pattern finds names and tags. */
    static Written terraform(Images images) {
        TextForms forms = new TextForms(images);
        for (int i = 2 + images.random.nextInt(4); i > 0; i--) {
            Images.Split split = images.tagged();
            switch (images.random.nextInt(3)) {
                case 0 ->
                    forms.line("  image = \"" + split.name() + ":", split.tag().orElseThrow(), "\" # 名前");
                case 1 -> forms.marked("  version = \"", "\" ", "#");
                default -> forms.line("  name = \"", Doc.text("registry.example/team/api:1.0.0"), "\"");
            }
        }
        return forms.written;
    }

    private void marked(String before, String after, String comment) {
        Val val = images.ownMarked();
        String marker = val.marker().replaceFirst("^\\^?#", comment);
        if (val.marker().startsWith("^")) {
            written.text.append("  ").append(marker).append(newline);
            line(before, val, after.strip());
        } else {
            line(before, val, after + marker);
        }
    }

    private void line(String before, Val val, String after) {
        written.text.append(before);
        int start = written.text.length();
        written.text.append(val.text());
        val.goal()
                .ifPresent(goal ->
                        written.targets.add(new Target(start, written.text.length(), Style.TEXT, val.text(), goal)));
        written.text.append(after).append(newline);
    }
}
