package vj.workers.lyrics.standin;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import vj.workers.lyrics.standin.StandInServer.Answers;

/// Ollama's `/api/tags` and `/api/chat` with `stream: false`. What the model says is told one
/// answer at a time; [#last] goes on for ever.
public final class FakeOllama implements AutoCloseable {

  private final StandInServer server;
  private final List<String> models;
  private final Queue<Answers> next = new ConcurrentLinkedQueue<>();
  private volatile Answers last = exchange -> exchange.json(500, Map.of("error", "no script"));

  /// @param models what is installed, with tags
  public FakeOllama(String... models) throws IOException {
    this.models = List.of(models);
    this.server = StandInServer.start(this::answer);
  }

  /// The model writes `content`.
  public static Answers writes(String content) {
    return exchange ->
        exchange.json(
            200,
            Map.of(
                "model",
                "llama3.2",
                "message",
                Map.of("role", "assistant", "content", content),
                "done",
                true,
                "done_reason",
                "stop",
                "eval_count",
                120L));
  }

  public FakeOllama then(Answers answers) {
    next.add(answers);
    return this;
  }

  public FakeOllama last(Answers answers) {
    last = answers;
    return this;
  }

  private void answer(Exchange exchange) throws IOException {
    switch (exchange.request().path()) {
      case "/api/tags" ->
          exchange.json(
              200,
              Map.of(
                  "models",
                  models.stream().map(name -> Map.of("name", name, "size", 2_000_000L)).toList()));
      case "/api/chat" -> chat(exchange);
      default -> exchange.text(404, "404 page not found");
    }
  }

  private void chat(Exchange exchange) throws IOException {
    Map<String, ?> body = exchange.request().json();
    String model = String.valueOf(body.get("model"));
    Object format = body.get("format");
    if (!models.contains(model.contains(":") ? model : model + ":latest")) {
      exchange.json(404, Map.of("error", "model '" + model + "' not found"));
    } else if (format != null && !format.equals("json") && !(format instanceof Map)) {
      exchange.json(400, Map.of("error", "invalid format"));
    } else if (!Boolean.FALSE.equals(body.get("stream"))) {
      exchange.text(200, "{\"done\":false}\n{\"done\":true}\n");
    } else {
      Answers told = next.poll();
      (told == null ? last : told).answer(exchange);
    }
  }

  public URI uri() {
    return server.uri();
  }

  public List<Request> questions() {
    return server.requests("/api/chat");
  }

  public List<Request> requests() {
    return server.requests();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
