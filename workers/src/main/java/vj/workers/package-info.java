/// The registry of workers and their launcher.
@NullMarked
package vj.workers;

import org.jspecify.annotations.NullMarked;
