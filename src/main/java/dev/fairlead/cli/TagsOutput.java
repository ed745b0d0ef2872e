package dev.fairlead.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.Problem;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.selection.Chosen;
import dev.fairlead.selection.GuardVerdict;
import dev.fairlead.selection.LostTag;
import dev.fairlead.selection.Selection;
import java.io.PrintWriter;
import java.util.Optional;

/** Prints a selection. The chosen tag is alone on standard output unless an explanation is asked for. */
final class TagsOutput {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int WIDEST = 60;

    private final Console console;
    private final PrintWriter out;
    private final boolean explain;

    TagsOutput(Console console, boolean explain) {
        this.console = console;
        this.out = console.out();
        this.explain = explain;
    }

    void print(Selection selection, Optional<GuardVerdict> verdict, OutputFormat format) {
        if (format == OutputFormat.json) {
            printJson(selection, verdict);
        } else {
            printText(selection);
        }
        out.flush();
        selection.nothing().ifPresent(this::complain);
        if (selection.nothing().isEmpty()) {
            verdict.flatMap(GuardVerdict::problem).ifPresent(this::complain);
        }
    }

    private void complain(Problem problem) {
        console.err().println("fairlead: " + problem);
    }

    private void printText(Selection selection) {
        selection.chosen().ifPresent(chosen -> out.println(name(selection, chosen)));
        if (explain) {
            int width = selection.lost().stream()
                    .mapToInt(lost -> lost.tag().value().length())
                    .filter(length -> length <= WIDEST)
                    .max()
                    .orElse(1);
            out.println(selection
                    .chosen()
                    .map(chosen -> "  is the " + because(chosen))
                    .orElse("No tag is acceptable."));
            for (LostTag lost : selection.lost()) {
                out.println("  " + pad(lost.tag().value(), width) + "  " + lost.reason());
            }
        }
        // An explanation has said already why the tag won.
        selection
                .chosen()
                .ifPresent(
                        chosen -> console.err().println((explain ? "" : because(chosen) + "; ") + selection.census()));
    }

    private static String because(Chosen chosen) {
        return chosen.reason() + chosen.proof().map(proof -> "; " + proof).orElse("");
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** The tag; of a policy that follows a tag, with the digest, which is what it chose. */
    private static String name(Selection selection, Chosen chosen) {
        boolean follows = selection.selector().policy().follows().isPresent();
        return chosen.tag()
                + chosen.digest()
                        .filter(digest -> follows)
                        .map(digest -> "@" + digest)
                        .orElse("");
    }

    private void printJson(Selection selection, Optional<GuardVerdict> verdict) {
        ObjectNode root = JSON.createObjectNode();
        root.put("image", selection.image().toString());
        root.put("policy", selection.selector().policy().toString());
        selection.chosen().ifPresent(chosen -> root.set("selected", selected(selection, chosen)));
        selection.nothing().ifPresent(problem -> root.put("nothing", problem.toString()));
        verdict.ifPresent(step -> root.putObject("step")
                .put("outcome", step.outcome().name())
                .put("allowed", step.allowed())
                .put("explanation", step.explanation()));
        root.put("read", selection.census().read());
        root.put("whole", selection.census().whole());
        ObjectNode counts = root.putObject("lostCounts");
        selection.census().lost().forEach((loss, number) -> counts.put(loss.name(), number));
        if (explain) {
            var lost = root.putArray("lost");
            selection
                    .lost()
                    .forEach(tag -> lost.addObject()
                            .put("tag", tag.tag().value())
                            .put("loss", tag.loss().name())
                            .put("reason", tag.reason()));
        }
        try {
            out.println(JSON.writeValueAsString(root));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of text and numbers is always JSON", impossible);
        }
    }

    private static ObjectNode selected(Selection selection, Chosen chosen) {
        ObjectNode selected = JSON.createObjectNode();
        Tag tag = chosen.tag();
        ImageReference reference = ImageReference.of(selection.image()).withTag(tag);
        selected.put("tag", tag.value());
        selected.put(
                "reference",
                chosen.digest().map(reference::withDigest).orElse(reference).toString());
        chosen.digest().ifPresent(digest -> selected.put("digest", digest.toString()));
        chosen.info().pushed().ifPresent(pushed -> selected.put("pushed", pushed.toString()));
        selected.put("compared", chosen.compared());
        selected.put("reason", chosen.reason());
        chosen.proof().ifPresent(proof -> selected.put("proof", proof));
        return selected;
    }
}
