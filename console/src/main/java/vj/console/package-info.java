/// The vj command.
@NullMarked
package vj.console;

import org.jspecify.annotations.NullMarked;
