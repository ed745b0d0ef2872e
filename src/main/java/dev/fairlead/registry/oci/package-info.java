/** Any registry that speaks the OCI distribution API. */
@NullMarked
package dev.fairlead.registry.oci;

import org.jspecify.annotations.NullMarked;
