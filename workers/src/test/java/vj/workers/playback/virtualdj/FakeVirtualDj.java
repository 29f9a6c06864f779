package vj.workers.playback.virtualdj;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import vj.bus.telemetry.OscMessage;
import vj.bus.telemetry.OscReceiver;
import vj.bus.telemetry.OscTemplate;
import vj.bus.telemetry.Target;
import vj.bus.telemetry.TelemetrySender;

/// A [VirtualDjScript] on real UDP ports of this machine.
final class FakeVirtualDj implements AutoCloseable {

  static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

  private final VirtualDjScript script;
  private final OscReceiver receiver;
  private final TelemetrySender sender = new TelemetrySender(System::nanoTime);
  private final AtomicInteger asked = new AtomicInteger();

  FakeVirtualDj(VirtualDjScript script, int port, int portBack) throws IOException {
    this.script = script;
    this.receiver =
        new OscReceiver(
            new InetSocketAddress(HERE, port), (message, _, _, _) -> asked(message.address()));
    sender.targets(List.of(Target.of("127.0.0.1", portBack)));
    receiver.start();
  }

  static int unusedPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, HERE)) {
      return socket.getLocalPort();
    }
  }

  private void asked(String address) {
    asked.incrementAndGet();
    send(script.asked(address));
  }

  void set(int deck, String verb, Object value) {
    send(script.set("deck/%d/%s".formatted(deck, verb), value));
  }

  int requests() {
    return asked.get();
  }

  private synchronized void send(Optional<OscMessage> message) {
    message.ifPresent(one -> {
      OscTemplate template = sender.template(one.address(), one.typeTags());
      sender.send(
          one.arguments().getFirst() instanceof Float number
              ? template.set(0, number)
              : template.set(0, String.valueOf(one.arguments().getFirst())));
    });
  }

  @Override
  public void close() {
    receiver.close();
    sender.close();
  }
}
