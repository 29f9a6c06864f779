package vj.workers.lyrics.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;
import vj.workers.lyrics.standin.StandInServer.Answers;

/// ComfyUI's HTTP and WebSocket. What becomes of a prompt is told as a script.
public final class FakeComfyUi implements AutoCloseable {

  /// What happens after a prompt has been taken.
  @FunctionalInterface
  public interface Script {
    void run(Run run) throws IOException;
  }

  private final StandInServer server;
  private final Script script;
  private final Map<String, WebSocketSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, Map<String, ?>> history = new ConcurrentHashMap<>();
  private final Queue<String> running = new ConcurrentLinkedQueue<>();
  private final Queue<String> interrupted = new ConcurrentLinkedQueue<>();
  private volatile boolean withSocket = true;
  private volatile boolean choosesIds;
  private volatile boolean losesHistory;
  private volatile @Nullable Answers refusal;
  private volatile Answers picture = exchange -> exchange.send(200, Map.of(), Pictures.PNG);

  public FakeComfyUi(Script script) throws IOException {
    this.script = script;
    this.server = StandInServer.start(this::answer);
  }

  /// For scripts.
  public static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IOException("nothing has happened");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /// As servers of before 2025: a prompt's id is the server's to choose.
  public FakeComfyUi choosingIds() {
    choosesIds = true;
    return this;
  }

  public FakeComfyUi withoutSocket() {
    withSocket = false;
    return this;
  }

  public FakeComfyUi losingHistory() {
    losesHistory = true;
    return this;
  }

  public FakeComfyUi refusing(Answers answers) {
    refusal = answers;
    return this;
  }

  public FakeComfyUi picture(Answers answers) {
    picture = answers;
    return this;
  }

  @FunctionalInterface
  private interface Saying {
    void say(WebSocketSession session) throws IOException;
  }

  /// A prompt that is being worked at.
  public final class Run {
    private final String id;
    private final String client;

    private Run(String id, String client) {
      this.id = id;
      this.client = client;
    }

    public Run event(String type, Map<String, ?> data) throws IOException {
      Map<String, Object> all = new HashMap<>(data);
      all.put("prompt_id", id);
      return raw(new String(Json.bytes(Map.of("type", type, "data", all)), UTF_8));
    }

    public Run step(long value, long max) throws IOException {
      return event("progress", Map.of("value", value, "max", max, "node", "sampler"));
    }

    public Run raw(String text) throws IOException {
      return over(session -> session.text(text));
    }

    public Run fragmented(String text) throws IOException {
      return over(session -> session.fragmented(text));
    }

    public Run preview(int bytes) throws IOException {
      return over(session -> session.binary(new byte[bytes]));
    }

    public Run drop() throws IOException {
      return over(session -> session.drop());
    }

    private Run over(Saying saying) throws IOException {
      WebSocketSession session = sessions.get(client);
      if (session != null) {
        saying.say(session);
      }
      return this;
    }

    public String id() {
      return id;
    }

    /// The history has a picture.
    public Run saved() {
      List<Object> images = List.of(image("temp", "t.png"), image("output", "ä 1.png"));
      return ended(
          Map.of(
              "status", Map.of("status_str", "success", "completed", true),
              "outputs", Map.of("save", Map.of("images", images))));
    }

    /// Something else is being worked at.
    public Run waits() {
      running.remove(id);
      running.add("another");
      return this;
    }

    public Run ended(Map<String, ?> entry) {
      history.put(id, entry);
      running.remove(id);
      return this;
    }

    private static Map<String, Object> image(String type, String name) {
      return Map.of("filename", name, "subfolder", "", "type", type);
    }
  }

  private void answer(Exchange exchange) throws IOException {
    String path = exchange.request().path();
    switch (path) {
      case "/ws" -> socket(exchange);
      case "/prompt" -> prompt(exchange);
      case "/view" -> picture.answer(exchange);
      case "/queue" -> queue(exchange);
      case "/interrupt" -> {
        interrupted.addAll(running);
        running.clear();
        exchange.text(200, "");
      }
      default -> {
        if (losesHistory) {
          exchange.text(500, "");
          return;
        }
        String id = path.replaceFirst("^/history/", "");
        exchange.json(200, history.containsKey(id) ? Map.of(id, history.get(id)) : Map.of());
      }
    }
  }

  private void socket(Exchange exchange) throws IOException {
    if (!withSocket || !exchange.request().header("origin").isEmpty()) {
      exchange.text(403, "");
      return;
    }
    WebSocketSession session = new WebSocketSession(exchange.socket());
    // before the client knows that it is connected, and orders
    sessions.put(exchange.request().query().getOrDefault("clientId", ""), session);
    session.accept(exchange.request().header("sec-websocket-key"));
    session.text("{\"type\":\"status\",\"data\":{\"status\":{}}}");
    session.await();
  }

  private void prompt(Exchange exchange) throws IOException {
    Answers refused = refusal;
    if (refused != null) {
      refused.answer(exchange);
      return;
    }
    Map<String, ?> body = exchange.request().json();
    String id =
        choosesIds || body.get("prompt_id") == null
            ? UUID.randomUUID().toString()
            : String.valueOf(body.get("prompt_id"));
    running.add(id);
    exchange.json(200, Map.of("prompt_id", id, "number", 1L, "node_errors", Map.of()));
    exchange.socket().close();
    script.run(new Run(id, String.valueOf(body.get("client_id"))));
  }

  private void queue(Exchange exchange) throws IOException {
    if (exchange.request().method().equals("POST")) {
      exchange.text(200, "");
      return;
    }
    List<List<Object>> items =
        running.stream().map(id -> List.<Object>of(1L, id, Map.of(), Map.of())).toList();
    exchange.json(200, Map.of("queue_running", items, "queue_pending", List.of()));
  }

  public URI uri() {
    return server.uri();
  }

  public List<Request> requests(String path) {
    return server.requests(path);
  }

  public List<String> interrupted() {
    return List.copyOf(interrupted);
  }

  /// Counted down as each client's socket ends.
  public List<CountDownLatch> socketEnds() {
    return sessions.values().stream().map(WebSocketSession::ended).toList();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
