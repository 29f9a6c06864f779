/// Takes: what was captured, recorded to a file, played again on time, and written out for other
/// programs.
@NullMarked
package vj.workers.oscdebugger.take;

import org.jspecify.annotations.NullMarked;
