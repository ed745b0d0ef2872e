package dev.fairlead.render.kustomize.reference;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceId;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import dev.fairlead.render.kustomize.spec.Variable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The variables of a kustomization and of all below it, no two of which have one name. */
public final class Variables {
    private final Map<String, Variable> byName = new TreeMap<>();

    /** Adds variables, and marks the objects that they take their values from. */
    public void add(List<Variable> variables, ResourceSet resources) {
        for (Variable variable : variables) {
            ResourceId wanted = new ResourceId(variable.gvk(), variable.objectName(), variable.namespace(), false);
            boolean exact = !variable.namespace().isEmpty();
            List<Resource> called = resources.called(id -> exact ? wanted.same(id) : wanted.sameKindAndName(id));
            if (called.size() > 1) {
                throw new RenderException(new Problem(
                        variable.place(),
                        called.size() + " objects are meant by the variable " + variable.name(),
                        "say the object's namespace in objref"));
            }
            called.forEach(resource -> resource.variables().add(variable.name()));
        }
        addAll(variables);
    }

    /** Adds the variables of another kustomization. */
    public void addAll(Variables others) {
        addAll(others.byName.values());
    }

    private void addAll(Collection<Variable> variables) {
        for (Variable variable : variables) {
            if (byName.putIfAbsent(variable.name(), variable) != null) {
                throw new RenderException(new Problem(
                        variable.place(),
                        "the variable " + variable.name() + " is defined twice",
                        "give one of the two another name"));
            }
        }
    }

    /** The value of each variable. */
    public Map<String, Object> values(ResourceSet resources) {
        Map<String, Object> values = new TreeMap<>();
        for (Variable variable : byName.values()) {
            Resource source = resources.all().stream()
                    .filter(resource -> resource.variables().contains(variable.name()))
                    .findFirst()
                    .orElseThrow(() -> new RenderException(new Problem(
                            variable.place(),
                            "the variable " + variable.name() + " is of no object that is rendered",
                            "correct its objref")));
            values.put(variable.name(), FieldValue.of(source, variable));
        }
        return values;
    }
}
