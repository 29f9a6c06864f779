/// The vj command through its real command line.
@NullMarked
package vj.console;

import org.jspecify.annotations.NullMarked;
