package vj.workers.status.metrics;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever clients do: the page is there for the next one, in a heap of 24 MiB.
@Timeout(60)
class HostileClientsTest {

  /// A client that leaves a request unfinished is thrown out after 2 s, give or take a look.
  private static final Duration THROWN_OUT = Duration.ofSeconds(6);

  private static final String REQUEST = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";

  private final List<Socket> clients = new ArrayList<>();
  private Process process;
  private URI page;

  @BeforeEach
  void open() throws IOException {
    process = SmallHeapPage.start();
    page = URI.create(process.inputReader().readLine());
  }

  @AfterEach
  void close() throws Exception {
    process.destroyForcibly().waitFor();
    for (Socket client : clients) {
      client.close();
    }
  }

  @Test
  void servesWhileTwoHundredClientsSayNothing() throws IOException {
    connect(200);

    await().atMost(THROWN_OUT).until(this::served);
  }

  @Test
  void throwsOutWhoeverSaysNothing() throws IOException {
    connect(1_000);

    await().atMost(THROWN_OUT).until(this::served);
    await().atMost(THROWN_OUT).until(() -> clients.stream().allMatch(HostileClientsTest::ended));
  }

  @Test
  void throwsOutWhoeverStopsInTheMiddleOfARequest() throws IOException {
    for (Socket client : connect(200)) {
      write(client, "GET /metrics HTTP/1.1\r\nHost: x");
    }

    await().atMost(THROWN_OUT).until(this::served);
    await().atMost(THROWN_OUT).until(() -> clients.stream().allMatch(HostileClientsTest::ended));
  }

  @Test
  void refusesARequestLineWithoutEnd() throws IOException {
    Socket client = connect(1).getFirst();
    byte[] much = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    write(client, "GET /");

    for (int i = 0; i < 64 && write(client, much); i++) {
      assertTrue(process.isAlive());
    }

    assertTrue(served());
  }

  @Test
  void survivesHeadersWithoutEndFromManyAtOnce() throws IOException {
    String header = "x-%d: " + "y".repeat(2_000) + "\r\n";
    for (Socket client : connect(100)) {
      write(client, "GET /metrics HTTP/1.1\r\n");
      for (int i = 0; i < 100 && write(client, header.formatted(i)); i++) {
        assertTrue(process.isAlive());
      }
    }

    await().atMost(THROWN_OUT).until(this::served);
  }

  @Test
  void survivesABodyThatNeverComes() throws IOException {
    for (Socket client : connect(50)) {
      write(client, "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999\r\n\r\n");
    }

    await().atMost(THROWN_OUT).until(this::served);
  }

  @Test
  void survivesManyRequestsWhoseAnswersNobodyReads() throws IOException {
    String many = REQUEST.repeat(1_000);
    for (Socket client : connect(20)) {
      client.setSoTimeout(1);
      Thread.ofPlatform().daemon().start(() -> write(client, many.repeat(50)));
    }

    await().atMost(Duration.ofSeconds(20)).until(this::served);
  }

  @Test
  void survivesNoise() throws IOException {
    Random random = new Random(9);
    for (Socket client : connect(200)) {
      byte[] noise = new byte[random.nextInt(1, 3_000)];
      random.nextBytes(noise);
      write(client, noise);
    }

    await().atMost(THROWN_OUT).until(this::served);
  }

  @Test
  void keepsNothingOfThreeThousandClientsThatCameAndWent() throws IOException {
    for (int i = 0; i < 3_000; i++) {
      try (Socket client = connect()) {
        write(client, i % 3 == 0 ? REQUEST : i % 3 == 1 ? "GET /me" : "");
      }
    }

    await().atMost(THROWN_OUT).until(this::served);
  }

  private List<Socket> connect(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      clients.add(connect());
    }
    return clients;
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), page.getPort()), 5_000);
    return socket;
  }

  private static boolean write(Socket client, String text) {
    return write(client, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Whether it was taken; the server may well have closed.
  private static boolean write(Socket client, byte[] bytes) {
    try {
      client.getOutputStream().write(bytes);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static boolean ended(Socket client) {
    try {
      client.setSoTimeout(1);
      return client.getInputStream().read() == -1;
    } catch (SocketException _) {
      return true;
    } catch (IOException _) {
      return false; // still open, with nothing to read
    }
  }

  /// As Prometheus asks, with a limit as Prometheus has one.
  private boolean served() throws IOException {
    assertTrue(process.isAlive());
    try (Socket client = connect()) {
      client.setSoTimeout(1_000);
      client.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
      byte[] status = client.getInputStream().readNBytes(15);
      if (status.length == 0) {
        return false; // closed: too many are connected
      }
      assertEquals("HTTP/1.1 200 OK", new String(status, StandardCharsets.US_ASCII));
      return true;
    } catch (SocketException | SocketTimeoutException _) {
      return false;
    }
  }
}
