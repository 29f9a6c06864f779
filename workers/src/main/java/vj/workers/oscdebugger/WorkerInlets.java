package vj.workers.oscdebugger;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.WorkerName;
import vj.bus.status.LiveFeed;

/// A UDP socket on loopback for each worker, so that what arrives there is known to be its. One
/// stays open while its worker is down. Used by the thread `subscriptions`.
final class WorkerInlets implements LiveFeed.Wish {

  private static final Logger log = LoggerFactory.getLogger(WorkerInlets.class);

  /// More workers than there are, and few enough for the process' descriptors.
  private static final int MOST = 32;

  private final Intake intake;
  private final Map<String, Inlet> inlets = new HashMap<>();
  private boolean warned;
  private volatile Optional<String> trouble = Optional.empty();

  WorkerInlets(Intake intake) {
    this.intake = intake;
  }

  /// Everything that a worker sends, but our own, which would come back for ever.
  @Override
  public Optional<Map<String, Object>> of(String worker) {
    if (worker.equals(WorkerName.OSC_DEBUGGER.busName())) {
      return Optional.empty();
    }
    return inlet(worker)
        .map(inlet -> Map.of("topics", List.of("heartbeat", "osc"), "port", (long) inlet.port()));
  }

  /// Whose OSC is not seen, for want of a socket. Any thread.
  Optional<String> trouble() {
    return trouble;
  }

  private Optional<Inlet> inlet(String worker) {
    Inlet known = inlets.get(worker);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      if (inlets.size() == MOST) {
        throw new IOException("there are %d sockets for workers already".formatted(MOST));
      }
      InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
      Inlet inlet = Inlet.bind(worker, DatagramChannel.open(StandardProtocolFamily.INET), any);
      intake.add(inlet);
      inlets.put(worker, inlet);
      trouble = Optional.empty();
      return Optional.of(inlet);
    } catch (IOException e) {
      String why = "the OSC of %s is not seen: %s".formatted(worker, e.getMessage());
      trouble = Optional.of(why + "; restart the worker");
      if (!warned) {
        warned = true;
        log.warn("{}", why);
      }
    } catch (ClosedSelectorException _) {
      // the worker ends
    }
    return Optional.empty();
  }
}
