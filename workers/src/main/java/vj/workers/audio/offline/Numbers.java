package vj.workers.audio.offline;

/// Numbers as text, a million of them in no time: `String.format` takes a hundred times as long.
/// Stateless.
final class Numbers {

  private static final long[] POWERS = {1, 10, 100, 1_000, 10_000};

  private Numbers() {}

  /// With so many decimals, 0..4, whatever the locale.
  static StringBuilder append(StringBuilder to, double value, int decimals) {
    long scaled = Math.round(Math.abs(value) * POWERS[decimals]);
    if (value < 0 && scaled != 0) {
      to.append('-');
    }
    to.append(scaled / POWERS[decimals]);
    if (decimals > 0) {
      to.append('.');
      String fraction = Long.toString(scaled % POWERS[decimals]);
      to.repeat('0', decimals - fraction.length()).append(fraction);
    }
    return to;
  }

  /// `m:ss`, or `h:mm:ss` from one hour.
  static String time(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? "%d:%02d".formatted(whole / 60, whole % 60)
        : "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60);
  }
}
