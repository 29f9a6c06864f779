/// OSC over UDP: where a worker's messages go, and what comes in.
@NullMarked
package vj.bus.telemetry;

import org.jspecify.annotations.NullMarked;
