/// The flight recorder: the last ten minutes of OSC, logs and state changes, always on disk, and
/// what makes one file of them after an incident.
@NullMarked
package vj.workers.oscdebugger.flight;

import org.jspecify.annotations.NullMarked;
