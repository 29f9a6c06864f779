/// All OSC that goes round, seen, kept, recorded and played again.
@NullMarked
package vj.workers.oscdebugger;

import org.jspecify.annotations.NullMarked;
