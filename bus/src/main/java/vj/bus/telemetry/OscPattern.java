package vj.bus.telemetry;

/// An OSC 1.0 address pattern.
///
/// @param text as written, for example `/audio/{levels,beat}`
public record OscPattern(String text) {}
