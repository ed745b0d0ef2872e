/** The command line: one thin picocli class a command. Every decision is made in the rooms above. */
@NullMarked
package dev.fairlead.cli;

import org.jspecify.annotations.NullMarked;
