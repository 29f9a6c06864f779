package vj.bus.telemetry;

/// A message of fixed address and type tags, filled anew for each send without garbage. Confined to
/// one thread at a time. Values of the wrong type or outside `0 .. typeTags-1` are bugs
/// (`IllegalArgumentException`, `IndexOutOfBoundsException`).
public interface OscTemplate {

  String address();

  /// The type tags without the comma, for example `ffffffff`.
  String typeTags();

  OscTemplate set(int index, int value);

  /// A value that is not finite is sent as 0: receivers draw what they get.
  OscTemplate set(int index, float value);

  OscTemplate set(int index, String value);
}
