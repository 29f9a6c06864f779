package vj.bus.telemetry;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;

/// Opens the sockets that OSC is sent through.
public final class ConnectedChannel {

  private ConnectedChannel() {}

  /// Connected and non-blocking; the caller's to close.
  ///
  /// @throws UnsupportedOperationException on a machine without this version of IP
  public static DatagramChannel to(InetSocketAddress there) throws IOException {
    DatagramChannel opened =
        DatagramChannel.open(
            there.getAddress() instanceof Inet4Address
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6);
    try {
      opened.configureBlocking(false);
      opened.setOption(StandardSocketOptions.SO_BROADCAST, true); // 192.168.1.255 is a fine target
      opened.connect(there);
      return opened;
    } catch (IOException | UnsupportedAddressTypeException e) {
      opened.close();
      throw e;
    }
  }
}
