package vj.workers.oscdebugger;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/// Who sent a datagram.
///
/// @param worker its bus name, for what came over a subscription; else empty
/// @param address where it came from
public record Sender(String worker, InetSocketAddress address) {

  /// For people and for `source` in answers: the worker's name, else `host:port`.
  public String text() {
    if (!worker.isEmpty()) {
      return worker;
    }
    String host = address.getAddress().getHostAddress();
    String form = address.getAddress() instanceof Inet6Address ? "[%s]:%d" : "%s:%d";
    return form.formatted(host, address.getPort());
  }
}
