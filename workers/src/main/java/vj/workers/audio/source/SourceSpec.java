package vj.workers.audio.source;

/// What the setting `source` says, as text and as kind: `device`, `device:NAME`,
/// `file:PATH[?loop]`, `pipe:PATH[?rate=&channels=]`, `demo`.
public sealed interface SourceSpec {

  /// @param name part of a device's name or description, or its id; empty = the system's default
  record Device(String name) implements SourceSpec {}

  record File(java.nio.file.Path path, boolean loop) implements SourceSpec {}

  /// Raw signed 16-bit little-endian samples.
  record Pipe(java.nio.file.Path path, int sampleRate, int channels) implements SourceSpec {}

  record Demo() implements SourceSpec {}
}
