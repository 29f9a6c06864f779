package vj.workers.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class BoundedAnswerTest {

  private static final int MOST = 100_000;

  private HttpServer server;

  private Http http;

  @BeforeEach
  void open() throws IOException {
    http = Http.open("vj-test");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void close() {
    http.close();
    server.stop(0);
  }

  private Reply ask(int length, boolean chunked) throws Exception {
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, chunked ? 0 : length);
            exchange.getResponseBody().write(new byte[length]);
          }
        });
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return http.exchange(http.to(uri).build(), Duration.ofSeconds(10), MOST);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takesAnAnswerOfTheMostBytes(boolean chunked) throws Exception {
    assertEquals(MOST, ask(MOST, chunked).body().length);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesOneByteMore(boolean chunked) {
    AnswerTooLongException refused =
        assertThrows(AnswerTooLongException.class, () -> ask(MOST + 1, chunked));

    assertEquals(
        "http://127.0.0.1:%d: an answer of more than 100000 bytes"
            .formatted(server.getAddress().getPort()),
        refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesAFlood(boolean chunked) {
    assertThrows(AnswerTooLongException.class, () -> ask(20_000_000, chunked));
  }
}
