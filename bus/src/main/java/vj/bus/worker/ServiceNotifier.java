package vj.bus.worker;

import java.io.IOException;
import java.net.DatagramPacket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the service manager how this process fares: the datagrams of `sd_notify(3)` to the socket
/// that `NOTIFY_SOCKET` names. Does nothing where there is none. Safe from any thread; never
/// throws, because a lost notification must not end a show.
final class ServiceNotifier implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ServiceNotifier.class);

  private final @Nullable AFUNIXDatagramSocket socket;
  private final Optional<Duration> watchdog;
  private boolean warned;

  private ServiceNotifier(@Nullable AFUNIXDatagramSocket socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  static ServiceNotifier open(Map<String, String> environment) {
    String address = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (address.isEmpty()) {
      return new ServiceNotifier(null, Optional.empty());
    }
    try {
      AFUNIXDatagramSocket socket = AFUNIXDatagramSocket.newInstance();
      // '@' stands for the NUL of an abstract socket
      socket.connect(
          address.startsWith("@")
              ? AFUNIXSocketAddress.inAbstractNamespace(address.substring(1))
              : AFUNIXSocketAddress.of(java.nio.file.Path.of(address)));
      return new ServiceNotifier(socket, watchdogOf(environment));
    } catch (IOException e) {
      log.warn("the service manager's socket {} cannot be used: {}", address, e.toString());
      return new ServiceNotifier(null, Optional.empty());
    }
  }

  /// How long the service manager waits for a sign of life; empty when it does not wait for one.
  Optional<Duration> watchdog() {
    return watchdog;
  }

  void ready(String status) {
    send("READY=1\nSTATUS=" + oneLine(status));
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

  private synchronized void send(String state) { // the lock protects `warned` and datagram order
    if (socket == null) {
      return;
    }
    byte[] bytes = state.getBytes(StandardCharsets.UTF_8);
    try {
      socket.send(new DatagramPacket(bytes, bytes.length));
      warned = false;
    } catch (IOException e) {
      if (!warned) {
        warned = true;
        log.warn("the service manager does not take notifications: {}", e.toString());
      }
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
  public void close() {
    if (socket != null) {
      socket.close();
    }
  }
}
