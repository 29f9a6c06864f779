package vj.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;
import vj.bus.telemetry.OscFormatException;
import vj.bus.telemetry.OscMessage;
import vj.bus.telemetry.OscReader;

/// Hears what a worker sends to a port, and when.
final class OscListener {

  /// Longer than any message of the audio worker.
  private static final int LONGEST = 2048;

  /// Told of each message on the listening thread.
  @FunctionalInterface
  interface Ear {

    /// @param at when it arrived, by `System.nanoTime()`
    void hear(OscMessage message, long at);
  }

  private OscListener() {}

  /// On a thread of its own, which ends with the socket.
  static Thread start(DatagramSocket receiver, Ear ear) {
    return Thread.ofPlatform().name("listener").daemon().start(() -> listen(receiver, ear));
  }

  private static void listen(DatagramSocket receiver, Ear ear) {
    byte[] buffer = new byte[LONGEST];
    while (!receiver.isClosed()) {
      var packet = new DatagramPacket(buffer, buffer.length);
      try {
        receiver.receive(packet);
        long at = System.nanoTime();
        for (var timed :
            OscReader.read(ByteBuffer.wrap(buffer, 0, packet.getLength())).messages()) {
          ear.hear(timed.message(), at);
        }
      } catch (OscFormatException e) {
        throw new IllegalStateException("the worker sent a broken datagram", e);
      } catch (IOException _) {
        return; // closed: the end of the measurement
      }
    }
  }
}
