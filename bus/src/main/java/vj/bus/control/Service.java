package vj.bus.control;

import java.util.function.LongSupplier;

/// What every connection of one server shares.
///
/// @param worker the bus name: the socket's stem
/// @param nanos `System.nanoTime()`
record Service(String worker, CommandHandler handler, ServerLimits limits, LongSupplier nanos) {}
