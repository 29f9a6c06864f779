package vj.bus.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the service manager how this process fares: the datagrams of `sd_notify(3)` to the socket
/// that `NOTIFY_SOCKET` names. Does nothing where there is none. Safe from any thread; never
/// throws, because a lost notification must not end a show.
final class ServiceNotifier implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ServiceNotifier.class);

  private final String address;
  private final Optional<Duration> watchdog;

  // The lock (this) protects the fields below and the order of datagrams.
  private @Nullable AFUNIXDatagramChannel channel;
  private boolean warned;

  private ServiceNotifier(String address, Optional<Duration> watchdog) {
    this.address = address;
    this.watchdog = watchdog;
  }

  static ServiceNotifier of(Map<String, String> environment) {
    String address = environment.getOrDefault("NOTIFY_SOCKET", "");
    return new ServiceNotifier(
        address, address.isEmpty() ? Optional.empty() : watchdogOf(environment));
  }

  /// How long the service manager waits for a sign of life; empty when it does not wait for one.
  Optional<Duration> watchdog() {
    return watchdog;
  }

  /// @return whether it was taken; if not, it has to be said again
  boolean ready(String status) {
    return send("READY=1\nSTATUS=" + oneLine(status));
  }

  void status(String status) {
    send("STATUS=" + oneLine(status));
  }

  void alive() {
    send("WATCHDOG=1");
  }

  void stopping(String status) {
    send("STOPPING=1\nSTATUS=" + oneLine(status));
  }

  /// More time to start or stop, counted from now.
  void extendTimeout(Duration more) {
    send("EXTEND_TIMEOUT_USEC=" + more.toNanos() / 1000);
  }

  private synchronized boolean send(String state) {
    if (address.isEmpty()) {
      return true;
    }
    byte[] bytes = state.getBytes(StandardCharsets.UTF_8);
    // The second try has a fresh socket: a service manager that executed itself anew has one, too.
    String why = attempt(bytes);
    if (!why.isEmpty()) {
      close();
      why = attempt(bytes);
    }
    if (!why.isEmpty() && !warned) {
      log.warn("the service manager at {} does not take notifications: {}", address, why);
    }
    warned = !why.isEmpty();
    return why.isEmpty();
  }

  /// @return what went wrong; empty if nothing
  private String attempt(byte[] state) {
    try {
      AFUNIXDatagramChannel open = channel == null ? connected() : channel;
      channel = open;
      return open.write(ByteBuffer.wrap(state)) > 0 ? "" : "its queue is full";
    } catch (IOException | NotYetConnectedException e) {
      return e.toString();
    }
  }

  private AFUNIXDatagramChannel connected() throws IOException {
    AFUNIXDatagramChannel opened = AFUNIXDatagramChannel.open();
    try {
      // '@' stands for the NUL of an abstract socket
      opened.connect(
          address.startsWith("@")
              ? AFUNIXSocketAddress.inAbstractNamespace(address.substring(1))
              : AFUNIXSocketAddress.of(Path.of(address)));
      // a service manager that has stopped reading must not stop us
      opened.configureBlocking(false);
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  private static Optional<Duration> watchdogOf(Map<String, String> environment) {
    String pid = environment.getOrDefault("WATCHDOG_PID", "");
    if (!pid.isEmpty() && !pid.equals(Long.toString(ProcessHandle.current().pid()))) {
      return Optional.empty(); // meant for another process
    }
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    try {
      return micros.isEmpty()
          ? Optional.empty()
          : Optional.of(Duration.ofNanos(Math.multiplyExact(Long.parseLong(micros), 1000L)));
    } catch (NumberFormatException | ArithmeticException _) {
      log.warn("WATCHDOG_USEC is \"{}\", not a number of microseconds", micros);
      return Optional.empty();
    }
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ');
  }

  @Override
  public synchronized void close() {
    AFUNIXDatagramChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        log.debug("closing the service manager's socket: {}", e.toString());
      }
    }
  }
}
