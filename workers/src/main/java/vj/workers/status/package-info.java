/// The status layer as a process: what all workers do, asked of the init system and told by their
/// heartbeats.
@NullMarked
package vj.workers.status;

import org.jspecify.annotations.NullMarked;
