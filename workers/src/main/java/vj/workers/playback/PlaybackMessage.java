package vj.workers.playback;

import java.util.Arrays;
import java.util.List;

/// Every message of the monitors: docs/osc.md, which a test compares with this.
enum PlaybackMessage {
  TRACK("/karaoke/track", "issssfi"),
  POS("/karaoke/pos", "fi");

  private final String address;
  private final String typeTags;

  PlaybackMessage(String address, String typeTags) {
    this.address = address;
    this.typeTags = typeTags;
  }

  String address() {
    return address;
  }

  /// Without the comma.
  String typeTags() {
    return typeTags;
  }

  static List<String> addresses() {
    return Arrays.stream(values()).map(PlaybackMessage::address).toList();
  }
}
