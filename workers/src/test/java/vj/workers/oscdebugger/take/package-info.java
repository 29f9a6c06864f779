@NullMarked
package vj.workers.oscdebugger.take;

import org.jspecify.annotations.NullMarked;
