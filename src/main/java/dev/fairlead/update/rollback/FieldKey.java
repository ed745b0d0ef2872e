package dev.fairlead.update.rollback;

import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.update.fields.FieldIndex;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which field of a file is meant, whatever its version and wherever its line is: the image, the path in the document, and its
 * number among those that are equal so far, since a file may hold several documents.
 */
record FieldKey(String file, Optional<ImageName> name, String where, int number) {
    /** The fields of an image in a state of the repository. */
    static Map<FieldKey, ImageField> of(FieldIndex index, ImageName image) {
        Map<FieldKey, ImageField> fields = new LinkedHashMap<>();
        Map<FieldKey, Integer> numbers = new HashMap<>();
        for (ImageField field : index.of(image)) {
            FieldKey first = new FieldKey(field.file(), field.name(), field.where(), 0);
            int number = numbers.merge(first, 1, Integer::sum) - 1;
            fields.put(new FieldKey(field.file(), field.name(), field.where(), number), field);
        }
        return fields;
    }

    /** This field among others: by all that it is known by, or where the file holds the image only once, by that. */
    Optional<ImageField> in(Map<FieldKey, ImageField> fields) {
        ImageField same = fields.get(this);
        if (same != null) {
            return Optional.of(same);
        }
        List<ImageField> others = fields.entrySet().stream()
                .filter(entry -> entry.getKey().file.equals(file))
                .map(Map.Entry::getValue)
                .toList();
        return others.size() == 1 ? Optional.of(others.get(0)) : Optional.empty();
    }
}
