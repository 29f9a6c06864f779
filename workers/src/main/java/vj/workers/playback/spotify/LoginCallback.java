package vj.workers.playback.spotify;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vj.workers.http.OneLine;

/// Where the browser brings the outcome of a login: one page on the loopback interface (RFC 8252
/// 7.3), for as long as the login takes. What does not carry the login's own `state` is refused,
/// and does not disturb it. One thread.
final class LoginCallback implements AutoCloseable {

  private static final String PATH = "/callback";

  /// Browsers open connections in advance and leave them empty; the next one must not wait long.
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(1);

  /// With all the cookies that other programs on this address have set.
  private static final int LONGEST_REQUEST = 64 << 10;

  private static final byte[] END_OF_HEADERS = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /// Connections that wait while one is read.
  private static final int BACKLOG = 16;

  private final ServerSocket server;

  private LoginCallback(ServerSocket server) {
    this.server = server;
  }

  /// @param port 0: any that is free
  static LoginCallback open(int port) throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      server.bind(new InetSocketAddress(loopback, port), BACKLOG);
      return new LoginCallback(server);
    } catch (IOException e) {
      server.close();
      throw new IOException("port %d cannot be used: %s".formatted(port, e.getMessage()), e);
    }
  }

  /// By number: Spotify refuses the name `localhost`.
  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + PATH);
  }

  /// Waits for the browser.
  ///
  /// @param state that the login was begun with
  /// @return the code to redeem
  /// @throws IOException when the login was refused, or nobody came in time
  String code(String state, Duration limit) throws IOException {
    long until = System.nanoTime() + limit.toNanos();
    while (true) {
      try (Socket browser = accepted(until, limit)) {
        Optional<String> code = serve(browser, state);
        if (code.isPresent()) {
          return code.get();
        }
      }
    }
  }

  private Socket accepted(long until, Duration limit) throws IOException {
    try {
      server.setSoTimeout(millisLeft(until));
      return server.accept();
    } catch (SocketTimeoutException _) {
      throw new IOException("nobody has logged in within %d s".formatted(limit.toSeconds()));
    }
  }

  /// At least one: 0 would mean for ever.
  private static int millisLeft(long until) {
    return (int) Math.max(1, (until - System.nanoTime()) / 1_000_000);
  }

  /// @return the code, or nothing: another request
  private static Optional<String> serve(Socket browser, String state) throws IOException {
    Optional<Map<String, String>> query;
    try {
      query = callback(requestLine(browser));
    } catch (IOException _) {
      return Optional.empty(); // that connection came to nothing; the next may be the one
    }
    if (query.isEmpty()) {
      answer(browser, "404 Not Found", "There is nothing here.");
      return Optional.empty();
    }
    Map<String, String> fields = query.get();
    if (!same(state, fields.getOrDefault("state", ""))) {
      answer(browser, "400 Bad Request", "This is not the login that was asked for.");
      return Optional.empty();
    }
    String code = fields.getOrDefault("code", "");
    answer(browser, "200 OK", "See the terminal for how it went. This page may be closed.");
    if (code.isEmpty()) {
      throw new IOException(refusal(fields.getOrDefault("error", "no code")));
    }
    return Optional.of(code);
  }

  private static String refusal(String error) {
    return error.equals("access_denied")
        ? "the login was declined in the browser"
        : "Spotify refuses the login: " + OneLine.of(error, Refusals.LONGEST_TEXT);
  }

  /// The fields of a request for our page.
  private static Optional<Map<String, String>> callback(String requestLine) {
    String[] words = requestLine.split(" ", -1);
    String[] target = words.length == 3 ? words[1].split("\\?", 2) : new String[0];
    if (target.length != 2 || !words[0].equals("GET") || !target[0].equals(PATH)) {
      return Optional.empty();
    }
    Map<String, String> fields = new HashMap<>();
    for (String field : target[1].split("&", -1)) {
      String[] pair = field.split("=", 2);
      if (pair.length == 2) {
        fields.putIfAbsent(pair[0], decoded(pair[1]));
      }
    }
    return Optional.of(fields);
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return ""; // a % without two digits: nothing that Spotify or we have sent
    }
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads the whole head: a socket closed with bytes unread takes the answer with it.
  private static String requestLine(Socket browser) throws IOException {
    long until = System.nanoTime() + REQUEST_LIMIT.toNanos();
    byte[] head = new byte[LONGEST_REQUEST];
    int length = 0;
    InputStream in = browser.getInputStream();
    while (!ends(head, length)) {
      browser.setSoTimeout(millisLeft(until));
      int more = length == head.length ? -1 : in.read(head, length, head.length - length);
      if (more < 0 || System.nanoTime() > until) {
        throw new IOException("no request");
      }
      length += more;
    }
    String text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
    return text.substring(0, text.indexOf("\r\n"));
  }

  private static boolean ends(byte[] head, int length) {
    int from = length - END_OF_HEADERS.length;
    return from >= 0 && Arrays.equals(head, from, length, END_OF_HEADERS, 0, END_OF_HEADERS.length);
  }

  private static void answer(Socket browser, String status, String text) {
    byte[] page = (text + "\n").getBytes(StandardCharsets.UTF_8);
    String head =
        """
        HTTP/1.1 %s
        Content-Type: text/plain; charset=utf-8
        Content-Length: %d
        Cache-Control: no-store
        Referrer-Policy: no-referrer
        Connection: close

        """
            .formatted(status, page.length)
            .replace("\n", "\r\n");
    try {
      browser.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      browser.getOutputStream().write(page);
    } catch (IOException _) {
      // whoever does not read the page has seen the outcome all the same: it is in the terminal
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
