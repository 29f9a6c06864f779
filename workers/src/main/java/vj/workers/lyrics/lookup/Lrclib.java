package vj.workers.lyrics.lookup;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vj.bus.control.ProtocolException;
import vj.workers.http.Http;
import vj.workers.http.Reply;

/// The two questions that are put to LRCLIB, or to a server like it. Each is one exchange.
final class Lrclib {

  /// The public server takes some seconds when it is busy.
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /// Twenty songs with all their lyrics are a quarter of it.
  private static final int MOST_BYTES = 1024 * 1024;

  private final Http http;
  private final String base;
  private final InstantSource clock;

  /// @param base its path stays in front of the API's own
  Lrclib(Http http, URI base, InstantSource clock) {
    this.http = http;
    this.base = base.toString().replaceFirst("/+$", "");
    this.clock = clock;
  }

  /// What it has of exactly this artist and title, and where they are known of this album and of
  /// this duration within 2 s.
  Optional<Recording> recording(Query query) throws IOException, InterruptedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("track_name", query.title());
    parameters.put("artist_name", query.artist());
    if (!query.album().isEmpty()) {
      parameters.put("album_name", query.album());
    }
    if (query.durationSeconds() > 0) {
      parameters.put("duration", String.valueOf(Math.round(query.durationSeconds())));
    }
    Reply reply = reply("/api/get", parameters);
    if (reply.status() == 404) {
      confirmMiss(reply);
      return Optional.empty();
    }
    return Optional.of(Recording.read(json(reply), reply.server()));
  }

  /// What it finds by name, at most 20, the best of them not always first. An odd one among them
  /// does not take the others with it.
  List<Recording> search(SongName name) throws IOException, InterruptedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("track_name", name.title());
    if (!name.artist().isEmpty()) {
      parameters.put("artist_name", name.artist());
    }
    Reply reply = reply("/api/search", parameters);
    if (!(json(reply) instanceof List<?> answers)) {
      throw new ProtocolException(reply.server() + ": a search that does not answer a list");
    }
    return recordings(answers, reply.server());
  }

  /// Those that are any.
  ///
  /// @throws ProtocolException if there are answers, and none of them is one
  private static List<Recording> recordings(List<?> answers, String server)
      throws ProtocolException {
    List<Recording> recordings = new ArrayList<>();
    Optional<ProtocolException> odd = Optional.empty();
    for (Object answer : answers) {
      try {
        recordings.add(Recording.read(answer, server));
      } catch (ProtocolException e) {
        odd = Optional.of(e);
      }
    }
    if (recordings.isEmpty() && odd.isPresent()) {
      throw odd.get();
    }
    return recordings;
  }

  private Reply reply(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    String query =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + escaped(each.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        http.to(URI.create(base + path + "?" + query)).header("Accept", "application/json").build();
    return http.exchange(request, LIMIT, MOST_BYTES);
  }

  private static String escaped(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private @Nullable Object json(Reply reply) throws IOException {
    if (reply.ok()) {
      return reply.json();
    }
    boolean busy = reply.status() == 429 || reply.status() == 503;
    throw new ServerFailure(
        "%s answered %d".formatted(reply.server(), reply.status()),
        busy ? reply.retryAfter(clock.instant()) : Optional.empty());
  }

  /// Any server says 404 when its address is wrong; LRCLIB says it in JSON.
  private static void confirmMiss(Reply reply) throws ServerFailure {
    try {
      if (reply.json() instanceof Map<?, ?>) {
        return;
      }
    } catch (ProtocolException _) {
      // as with any other answer
    }
    throw new ServerFailure(
        reply.server() + " answered 404, but not as LRCLIB does: is lrclib_url right?",
        Optional.empty());
  }
}
