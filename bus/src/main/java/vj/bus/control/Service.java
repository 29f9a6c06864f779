package vj.bus.control;

import java.util.function.LongSupplier;

/// What every connection of one server shares.
///
/// @param worker the bus name: the socket's stem
/// @param nanos `System.nanoTime()`
/// @param longFrames room for what is read
/// @param backlog room for what is to be written
record Service(
    String worker,
    CommandHandler handler,
    ServerLimits limits,
    LongSupplier nanos,
    LongFrames longFrames,
    Backlog backlog) {

  Service(String worker, CommandHandler handler, ServerLimits limits, LongSupplier nanos) {
    this(worker, handler, limits, nanos, new LongFrames(limits.stall()), new Backlog());
  }
}
