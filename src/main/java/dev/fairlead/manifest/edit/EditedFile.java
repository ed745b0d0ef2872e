package dev.fairlead.manifest.edit;

import dev.fairlead.manifest.yaml.YamlFile;
import java.util.List;
import java.util.Optional;

/**
 * What came of the plans for a file's fields.
 *
 * @param bytes the new bytes
 * @param done the plans that are in them, in the order of the file
 * @param refused the plans, by then without edits, that could not be carried out
 * @param reread the new bytes as they were read to prove them, where they were
 */
@SuppressWarnings("ArrayRecordComponent") // a result that is passed on once, never compared
public record EditedFile(byte[] bytes, List<FieldPlan> done, List<FieldPlan> refused, Optional<YamlFile> reread) {
    public EditedFile {
        done = List.copyOf(done);
        refused = List.copyOf(refused);
    }
}
