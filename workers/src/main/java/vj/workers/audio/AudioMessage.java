package vj.workers.audio;

import java.util.Arrays;
import java.util.List;

/// Every message of the audio worker: docs/osc.md, which a test compares with this.
enum AudioMessage {
  LEVELS("/audio/levels", "ffffffff"),
  SPECTRUM("/audio/spectrum", "f".repeat(32)),
  BEAT("/audio/beat", "if"),
  BPM("/audio/bpm", "ff"),
  PITCH("/audio/pitch", "ff"),
  STRUCTURE("/audio/structure", "iiff"),
  PHASE("/audio/phase", "ffi"),
  ONSET("/audio/onset", "if"),
  ALIVE("/audio/alive", "if");

  private final String address;
  private final String typeTags;

  AudioMessage(String address, String typeTags) {
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
    return Arrays.stream(values()).map(AudioMessage::address).toList();
  }
}
