package vj.workers.lyrics.standin;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import vj.workers.lyrics.standin.StandInServer.Answers;

/// Chat completions as OpenAI, LM Studio and llama.cpp have them. It takes only the forms of answer
/// that it is said to know, and only strict schemas that are as strict ones have to be.
public final class FakeOpenAi implements AutoCloseable {

  private final StandInServer server;
  private final Set<String> forms;
  private final Queue<Answers> next = new ConcurrentLinkedQueue<>();

  /// @param forms `json_schema`, `json_object`
  public FakeOpenAi(String... forms) throws IOException {
    this.forms = Set.of(forms);
    this.server = StandInServer.start(this::answer);
  }

  public static Answers writes(String content) {
    return exchange ->
        exchange.json(
            200,
            Map.of(
                "object",
                "chat.completion",
                "choices",
                List.of(
                    Map.of(
                        "index",
                        0L,
                        "message",
                        Map.of("role", "assistant", "content", content),
                        "finish_reason",
                        "stop"))));
  }

  public FakeOpenAi then(Answers answers) {
    next.add(answers);
    return this;
  }

  private void answer(Exchange exchange) throws IOException {
    if (!exchange.request().path().equals("/v1/chat/completions")) {
      refuse(exchange, 404, "unknown path");
      return;
    }
    Object format = exchange.request().json().get("response_format");
    String type = format instanceof Map<?, ?> map ? String.valueOf(map.get("type")) : "";
    if (format instanceof Map<?, ?> && !forms.contains(type)) {
      refuse(exchange, 400, "'response_format.type' must be one of " + forms);
    } else if (type.equals("json_schema") && !strict(format)) {
      refuse(exchange, 400, "Invalid schema for response_format");
    } else {
      Answers told = next.poll();
      if (told == null) {
        refuse(exchange, 500, "no script");
      } else {
        told.answer(exchange);
      }
    }
  }

  private static boolean strict(@Nullable Object format) {
    return format instanceof Map<?, ?> outer
        && outer.get("json_schema") instanceof Map<?, ?> named
        && named.get("name") instanceof String
        && Boolean.TRUE.equals(named.get("strict"))
        && closed(named.get("schema"));
  }

  /// Every object names all its fields as required and allows no others.
  private static boolean closed(@Nullable Object schema) {
    if (!(schema instanceof Map<?, ?> type) || !"object".equals(type.get("type"))) {
      return true;
    }
    return type.get("properties") instanceof Map<?, ?> fields
        && type.get("required") instanceof List<?> required
        && Set.copyOf(required).equals(fields.keySet())
        && Boolean.FALSE.equals(type.get("additionalProperties"))
        && fields.values().stream().allMatch(FakeOpenAi::closed);
  }

  private static void refuse(Exchange exchange, int status, String message) throws IOException {
    exchange.json(
        status, Map.of("error", Map.of("message", message, "type", "invalid_request_error")));
  }

  public URI uri() {
    return server.uri();
  }

  public List<Request> requests() {
    return server.requests();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
