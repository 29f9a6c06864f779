/// The life of a worker process: settings, service manager, watchdog, orderly end.
@NullMarked
package vj.bus.worker;

import org.jspecify.annotations.NullMarked;
