package vj.workers.oscdebugger;

/// One datagram as it came.
///
/// @param number how many came before it
/// @param nanos when, on [System#nanoTime]
/// @param millis when, since 1970
/// @param datagram its bytes, whether they are OSC or not; nobody changes them
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Captured(long number, long nanos, long millis, Sender sender, byte[] datagram) {}
