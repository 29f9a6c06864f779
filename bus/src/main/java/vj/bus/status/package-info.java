/// The status layer: what the init system and the heartbeats say, as one immutable snapshot.
@NullMarked
package vj.bus.status;

import org.jspecify.annotations.NullMarked;
