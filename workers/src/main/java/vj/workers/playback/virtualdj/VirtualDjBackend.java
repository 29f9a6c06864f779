package vj.workers.playback.virtualdj;

final class VirtualDjBackend {
  static final String SOURCE = "virtualdj";

  private VirtualDjBackend() {}
}
