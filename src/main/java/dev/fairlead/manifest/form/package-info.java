/** The forms in which YAML and JSON hold images, one finder each. */
@NullMarked
package dev.fairlead.manifest.form;

import org.jspecify.annotations.NullMarked;
