/** YAML as Kubernetes' Go tools read and write it: a tree that can be changed, and the rules of go-yaml 2 and 3 for tags, numbers and text. */
@NullMarked
package dev.fairlead.render.yaml;

import org.jspecify.annotations.NullMarked;
