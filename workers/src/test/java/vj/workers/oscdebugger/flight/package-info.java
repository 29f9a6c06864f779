@NullMarked
package vj.workers.oscdebugger.flight;

import org.jspecify.annotations.NullMarked;
