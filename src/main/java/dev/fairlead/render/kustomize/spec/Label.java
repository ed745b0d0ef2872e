package dev.fairlead.render.kustomize.spec;

import dev.fairlead.render.kustomize.fields.FieldSpec;
import java.util.List;
import java.util.Map;

/**
 * Labels for all objects.
 *
 * @param selectors whether selectors and templates get them too
 * @param templates whether templates get them too
 * @param claimTemplates whether templates of volume claims get them too
 * @param fields other fields that get them
 */
public record Label(
        Map<String, String> pairs,
        boolean selectors,
        boolean templates,
        boolean claimTemplates,
        List<FieldSpec> fields,
        String place) {

    static Label of(Fields fields) {
        return new Label(
                fields.map("pairs"),
                fields.flag("includeSelectors"),
                fields.flag("includeTemplates"),
                fields.flag("includeVolumeClaimTemplates"),
                fields.list("fields", Parts::fieldSpec),
                fields.place());
    }
}
