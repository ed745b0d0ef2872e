package dev.fairlead.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.Change;
import dev.fairlead.manifest.ManifestScan;
import dev.fairlead.manifest.Rewrite;
import dev.fairlead.manifest.field.FieldPart;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON of {@code scan} and {@code rewrite}, as {@code docs/manifests.md} promises it. */
final class ManifestJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ManifestJson() {}

    static String scan(ManifestScan scan, List<Refusal> links) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("files", scan.files());
        report.put("fields", scan.fields().stream().map(ManifestJson::field).toList());
        report.put("unread", scan.unread().stream().map(ManifestJson::refusal).toList());
        List<Refusal> skipped = new ArrayList<>(scan.skipped());
        skipped.addAll(links);
        report.put("skipped", skipped.stream().map(ManifestJson::refusal).toList());
        report.put(
                "unknownPolicies",
                scan.unknownPolicies().stream().map(ManifestJson::refusal).toList());
        return print(report);
    }

    static String rewrite(RewriteOutcome outcome) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("written", outcome.written());
        report.put(
                "files", outcome.changing().stream().map(ManifestJson::rewrite).toList());
        report.put(
                "refused", outcome.refused().stream().map(ManifestJson::refusal).toList());
        report.put("unmatched", outcome.report().unmatched());
        return print(report);
    }

    private static Map<String, Object> rewrite(Rewrite rewrite) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("file", rewrite.path());
        told.put("changes", rewrite.changes().stream().map(ManifestJson::change).toList());
        return told;
    }

    private static Map<String, Object> field(ImageField field) {
        Map<String, Object> told = place(field.place());
        told.put("form", field.form().toString());
        told.put("where", field.where());
        told.put("image", field.name().map(ImageName::toString).orElse(null));
        told.put("tag", field.tag().orElse(null));
        told.put("digest", field.digest().orElse(null));
        told.put("editable", field.refusal().isEmpty());
        field.refusal().ifPresent(why -> {
            told.put("reason", why.reason());
            told.put("remedy", why.remedy());
        });
        told.put("parts", field.parts().stream().map(ManifestJson::part).toList());
        return told;
    }

    private static Map<String, Object> part(FieldPart part) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("part", part.part().toString());
        told.put("line", part.place().line());
        told.put("column", part.place().column());
        told.put("value", part.value());
        part.mark().ifPresent(mark -> told.put("policy", mark.policy().toString()));
        return told;
    }

    private static Map<String, Object> change(Change change) {
        Map<String, Object> told = place(change.place());
        told.remove("file");
        told.put("form", change.field().form().toString());
        told.put("where", change.field().where());
        told.put("part", change.part().toString());
        told.put("before", change.before());
        told.put("after", change.after());
        return told;
    }

    private static Map<String, Object> refusal(Refusal refusal) {
        Map<String, Object> told = place(refusal.place());
        told.put("reason", refusal.reason());
        told.put("remedy", refusal.remedy());
        return told;
    }

    private static Map<String, Object> place(Place place) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("file", place.file());
        told.put("line", place.line());
        told.put("column", place.column());
        return told;
    }

    private static String print(Map<String, Object> report) {
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("maps of strings and numbers are JSON", impossible);
        }
    }
}
