@NullMarked
package vj.workers.oscdebugger.record;

import org.jspecify.annotations.NullMarked;
