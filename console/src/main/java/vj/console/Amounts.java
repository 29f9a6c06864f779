package vj.console;

import java.util.Locale;

/// Numbers as people read them. Stateless.
final class Amounts {

  private static final String UNITS = "kMGT";

  private Amounts() {}

  /// `88,204`.
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// `88,204 datagrams`.
  static String datagrams(long number) {
    return count(number) + (number == 1 ? " datagram" : " datagrams");
  }

  /// `812 B`, `9.1 MB`: powers of 1000, as disks are sold.
  static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    double value = bytes / 1_000.0;
    int unit = 0;
    while (value >= 999.95 && unit < UNITS.length() - 1) {
      value /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %cB", value, UNITS.charAt(unit));
  }
}
