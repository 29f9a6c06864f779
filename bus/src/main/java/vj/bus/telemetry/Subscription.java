package vj.bus.telemetry;

/// A live receiver on this machine: gets what it asked for until it is closed.
public interface Subscription extends AutoCloseable {

  /// Idempotent, from any thread.
  @Override
  void close();
}
