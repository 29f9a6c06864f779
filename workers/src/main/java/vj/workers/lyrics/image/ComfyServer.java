package vj.workers.lyrics.image;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;
import vj.workers.http.Http;
import vj.workers.http.Reply;

/// The HTTP of a ComfyUI server. Safe from any thread.
final class ComfyServer {

  /// A history's entry repeats the workflow. A worker's heap has no room for four of it, twice as
  /// text beyond Latin-1.
  private static final int MOST_BYTES = 1 << 20;

  /// A picture of 30 MB is one of 16 megapixels, badly compressed.
  static final long MOST_IMAGE_BYTES = 30L << 20;

  /// For answers that need no work.
  private static final Duration SHORT = Duration.ofSeconds(5);

  private final Http http;
  private final URI base;

  ComfyServer(Http http, URI base) {
    this.http = http;
    this.base = base;
  }

  private URI uri(String path) {
    return URI.create(base.toString().replaceFirst("/+$", "") + path);
  }

  /// Has what is said to `client` told to `events`.
  void listen(String client, ComfyEvents events, Duration most)
      throws IOException, InterruptedException {
    URI socket = uri("/ws?clientId=" + client);
    http.connect(URI.create(socket.toString().replaceFirst("^http", "ws")), events, most);
  }

  /// Puts a graph into the queue.
  ///
  /// @param id wanted for it; older servers choose one themselves
  /// @return the id that it has
  /// @throws ImageFailedException saying what the server has against it
  String queue(Map<String, ?> graph, String id, String client)
      throws IOException, InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("prompt", graph);
    body.put("client_id", client);
    body.put("prompt_id", id);
    Reply reply = post("/prompt", body, SHORT);
    if (reply.ok()
        && reply.json() instanceof Map<?, ?> answer
        && answer.get("prompt_id") instanceof String given) {
      return given;
    }
    throw new ImageFailedException(ComfyRefusal.words(reply));
  }

  /// The pictures of a prompt; absent as long as it is not done.
  ///
  /// @throws ImageFailedException when it will not have any
  Optional<List<ImageFile>> result(String id) throws IOException, InterruptedException {
    Reply reply = http.exchange(http.to(uri("/history/" + id)).GET().build(), SHORT, MOST_BYTES);
    if (!reply.ok()) {
      throw new IOException("%s answers %d".formatted(reply.server(), reply.status()));
    }
    return reply.json() instanceof Map<?, ?> history && history.get(id) instanceof Map<?, ?> entry
        ? Optional.of(ComfyHistory.images(entry))
        : Optional.empty();
  }

  void download(ImageFile image, Path file, Duration most)
      throws IOException, InterruptedException {
    StringJoiner query = new StringJoiner("&", "/view?", "");
    image
        .query()
        .forEach((name, value) ->
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    http.download(http.to(uri(query.toString())).GET().build(), most, file, MOST_IMAGE_BYTES);
  }

  /// Takes a prompt out of the queue, or stops it if it is what is being worked at.
  void cancel(String id, Duration eachMost) throws IOException, InterruptedException {
    post("/queue", Map.of("delete", List.of(id)), eachMost);
    Reply queue = http.exchange(http.to(uri("/queue")).GET().build(), eachMost, MOST_BYTES);
    if (queue.ok() && runs(queue.json(), id)) {
      // older servers stop whatever runs, newer ones only what is named
      post("/interrupt", Map.of("prompt_id", id), eachMost);
    }
  }

  /// Of what is in the queue: `[number, id, graph, ...]`.
  private static boolean runs(@Nullable Object queue, String id) {
    return queue instanceof Map<?, ?> fields
        && fields.get("queue_running") instanceof List<?> running
        && running.stream().anyMatch(entry -> entry instanceof List<?> item && item.contains(id));
  }

  private Reply post(String path, Map<String, ?> body, Duration most)
      throws IOException, InterruptedException {
    HttpRequest request =
        http.to(uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
            .build();
    return http.exchange(request, most, MOST_BYTES);
  }
}
