package vj.workers.oscdebugger;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import vj.bus.control.Answer;
import vj.bus.control.Connection;
import vj.bus.control.ControlServer;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.SocketClaim;
import vj.bus.control.SocketDirectory;
import vj.bus.telemetry.TelemetrySender;

/// A worker at its real socket that sends what the test tells it to.
final class SendingWorker implements AutoCloseable {

  private final SocketClaim claim;
  private final TelemetrySender telemetry = new TelemetrySender(System::nanoTime);
  private final ControlServer server;

  SendingWorker(SocketDirectory directory, String name) throws IOException {
    claim = directory.claim(name);
    server = new ControlServer(claim, this::answer, () -> new Heartbeat(name, 1, 1, Map.of()));
    server.start();
  }

  void send(String address, float value) {
    telemetry.send(telemetry.template(address, "f").set(0, value));
  }

  private Answer answer(Command command, Connection connection) {
    if (!"subscribe".equals(command.cmd())
        || !(command.fields().get("port") instanceof Long port)) {
      return Answer.refused("Unknown command: " + command.cmd());
    }
    try {
      var live = telemetry.subscribe(port.intValue(), List.of());
      connection.attach("osc", live::close);
      return Answer.done("Subscribed");
    } catch (IOException e) {
      return Answer.refused(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    server.close();
    telemetry.close();
    claim.close();
  }
}
