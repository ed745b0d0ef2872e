package dev.fairlead.render.kustomize.spec;

/** How many replicas the workloads of a name have. */
public record Replica(String name, long count, String place) {

    public static Replica of(Fields fields) {
        return new Replica(fields.text("name"), fields.number("count"), fields.place());
    }
}
