/**
 * A small registry that runs inside the process: the OCI distribution API, and ACR's own with its sign-in, for the demo and
 * for tests.
 */
@NullMarked
package dev.fairlead.demo.registry;

import org.jspecify.annotations.NullMarked;
