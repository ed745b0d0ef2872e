package dev.fairlead.render.kustomize.spec;

/** How images of one name are changed; what is empty stays as it is. */
public record Image(String name, String newName, String newTag, String tagSuffix, String digest, String place) {

    public static Image of(Fields fields) {
        return new Image(
                fields.text("name"),
                fields.text("newName"),
                fields.text("newTag"),
                fields.text("tagSuffix"),
                fields.text("digest"),
                fields.place());
    }
}
