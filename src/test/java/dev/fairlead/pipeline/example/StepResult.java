package dev.fairlead.pipeline.example;

import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingPropertyException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a step gives to a script: only the properties that the plugin's result has. */
final class StepResult extends GroovyObjectSupport {
    private final Map<String, Object> properties = new LinkedHashMap<>();

    StepResult with(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    @Override
    public Object getProperty(String name) {
        if (!properties.containsKey(name)) {
            throw new MissingPropertyException(name + " is none of " + properties.keySet());
        }
        return properties.get(name);
    }

    @Override
    public String toString() {
        return properties.toString();
    }
}
