package vj.bus.telemetry;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Finds the addresses of target hosts. A lookup may hang for as long as the system's resolver
/// likes and cannot be interrupted, so each runs on a daemon thread of its own that nobody waits
/// for.
final class NameLookups {

  /// Threads that may hang at once; a name beyond that is looked up at a later attempt.
  private static final int MOST_RUNNING = 16;

  /// Asks the system.
  @FunctionalInterface
  interface Resolver {
    InetAddress resolve(String host) throws UnknownHostException;
  }

  private final Resolver resolver;
  private final Set<TargetSocket> running = ConcurrentHashMap.newKeySet();

  NameLookups(Resolver resolver) {
    this.resolver = resolver;
  }

  /// The address of `host` where no lookup is needed to know it.
  static Optional<InetAddress> known(String host) {
    if (host.equals("localhost")) {
      return Optional.of(InetAddress.ofLiteral("127.0.0.1"));
    }
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
  }

  /// Looks up `target`'s host and connects `socket`, or tells it why not. Does nothing while a
  /// lookup for the same socket runs; others, of the same name too, do not wait for one that hangs.
  void start(Target target, TargetSocket socket) {
    if (running.size() >= MOST_RUNNING || !running.add(socket)) {
      return;
    }
    Thread.ofPlatform()
        .daemon()
        .name("osc-resolve " + target.host())
        .start(() -> {
          try {
            resolve(target.host(), socket::connect, socket::unresolved);
          } finally {
            running.remove(socket);
          }
        });
  }

  private void resolve(String host, Consumer<InetAddress> found, Consumer<String> unknown) {
    InetAddress address;
    try {
      address = resolver.resolve(host);
    } catch (UnknownHostException e) {
      unknown.accept("no address for the name " + host);
      return;
    }
    found.accept(address);
  }
}
