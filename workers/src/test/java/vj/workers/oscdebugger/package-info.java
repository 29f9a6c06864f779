@NullMarked
package vj.workers.oscdebugger;

import org.jspecify.annotations.NullMarked;
