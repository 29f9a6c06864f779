package vj.bus.telemetry;

/// What an address that we send may look like.
final class OscAddress {

  /// The longest prefix and the longest address together stay far below a datagram.
  static final int LONGEST = 255;

  private OscAddress() {}

  /// @throws IllegalArgumentException saying which character is wrong
  static String check(String address) {
    if (!address.startsWith("/") || address.endsWith("/") || address.contains("//")) {
      throw new IllegalArgumentException(
          "OSC address '%s': not '/name' or '/name/name…'".formatted(address));
    }
    if (address.length() > LONGEST) {
      throw new IllegalArgumentException(
          "OSC address of %d characters, limit %d".formatted(address.length(), LONGEST));
    }
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c <= ' ' || c >= 0x7f || "#*,?[]{}".indexOf(c) >= 0) {
        throw new IllegalArgumentException(
            "OSC address '%s': character 0x%02x at %d".formatted(address, (int) c, i));
      }
    }
    return address;
  }
}
