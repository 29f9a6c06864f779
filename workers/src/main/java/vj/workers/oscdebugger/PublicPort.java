package vj.workers.oscdebugger;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The UDP port where anybody may send OSC, from any machine, over IPv4 and, where there is, IPv6:
/// one socket for both. Another program that holds it is waited for. Owned by the main thread.
final class PublicPort {

  private static final Logger log = LoggerFactory.getLogger(PublicPort.class);

  /// Between two tries for a port that another program holds.
  private static final long RETRY_NANOS = 5_000_000_000L;

  private final Intake intake;
  private Optional<Inlet> open = Optional.empty();
  private volatile Optional<String> trouble = Optional.empty();
  private int wanted;
  private long nextTry;

  PublicPort(Intake intake) {
    this.intake = intake;
  }

  /// Listens there from here on; 0: nowhere.
  void listen(int port, long nowNanos) {
    if (port == wanted) {
      return;
    }
    open.ifPresent(intake::remove);
    open = Optional.empty();
    trouble = Optional.empty();
    wanted = port;
    nextTry = nowNanos;
    turn(nowNanos);
  }

  /// Opens the port when it is time to. Does not wait.
  void turn(long nowNanos) {
    if (wanted == 0 || open.isPresent() || nowNanos - nextTry < 0) {
      return;
    }
    try {
      Inlet inlet = Inlet.bind("", DatagramChannel.open(), new InetSocketAddress(wanted));
      intake.add(inlet);
      open = Optional.of(inlet);
      trouble = Optional.empty();
      log.info("anybody may send OSC to UDP port {}", wanted);
    } catch (IOException e) {
      trouble =
          Optional.of(
              "UDP port %d cannot be had (%s), so OSC that other programs send there is not seen; end what holds it (ss -lunp 'sport = :%d'), or choose another: vj config set osc-debugger osc_port=N; tried again every %d s"
                  .formatted(wanted, e.getMessage(), wanted, RETRY_NANOS / 1_000_000_000));
      nextTry = nowNanos + RETRY_NANOS;
    }
  }

  /// Why the port is not heard, if it should be.
  Optional<String> trouble() {
    return trouble;
  }
}
