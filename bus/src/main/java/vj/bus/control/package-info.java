/// What crosses a worker's Unix socket: messages, frames, and the server and client that carry
/// them.
@NullMarked
package vj.bus.control;

import org.jspecify.annotations.NullMarked;
