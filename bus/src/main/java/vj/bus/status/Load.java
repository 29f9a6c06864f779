package vj.bus.status;

/// What a worker uses and sends. Immutable.
///
/// @param cpuPercent of one core
/// @param oscPerSecond datagrams to its targets
/// @param sinceStart whether these are averages over the worker's whole life; else they are since
///   the reading before
public record Load(double cpuPercent, double oscPerSecond, boolean sinceStart) {}
