package vj.workers.lyrics.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import vj.workers.lyrics.text.Folding;

/// Keeps LRCLIB's contract for the songs that it was given, and breaks it where a test says so.
final class FakeLrclib implements AutoCloseable {

  private static final String NOT_FOUND =
      """
      {"message":"Failed to find specified track","name":"TrackNotFound","statusCode":404}\
      """;

  /// Written as the server writes it.
  record Song(String title, String artist, String album, double duration, String rest) {

    static Song synced(String title, String artist, double duration, String lrc) {
      return new Song(
          title,
          artist,
          "An Album",
          duration,
          """
          "instrumental":false,"plainLyrics":"words","syncedLyrics":"%s\"\
          """
              .formatted(lrc));
    }

    static Song plain(String title, String artist, double duration, String words) {
      return new Song(
          title,
          artist,
          "An Album",
          duration,
          """
          "instrumental":false,"plainLyrics":"%s","syncedLyrics":null\
          """
              .formatted(words));
    }

    static Song instrumental(String title, String artist, double duration) {
      return new Song(
          title,
          artist,
          "An Album",
          duration,
          """
          "instrumental":true,"plainLyrics":null,"syncedLyrics":null\
          """);
    }

    String json() {
      return """
      {"id":3396226,"name":"%s","trackName":"%s","artistName":"%s","albumName":"%s",\
      "duration":%s,"lyricsfile":null,%s}\
      """
          .formatted(title, title, artist, album, duration, rest);
    }
  }

  /// What a test has the server say instead.
  interface Fault {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final List<Song> songs = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Fault> faults = new LinkedBlockingQueue<>();
  private volatile String userAgent = "";

  FakeLrclib(String prefix) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(prefix + "/api/get", exchange -> handle(exchange, this::exact));
    server.createContext(prefix + "/api/search", exchange -> handle(exchange, this::search));
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void has(Song song) {
    songs.add(song);
  }

  void next(Fault fault) {
    faults.add(fault);
  }

  void next(int status, String body) {
    next(exchange -> send(exchange, status, body));
  }

  /// Path and query of each request, decoded, in their order.
  List<String> requests() {
    return requests;
  }

  String userAgent() {
    return userAgent;
  }

  private interface Contract {
    void answer(HttpExchange exchange, Map<String, String> parameters) throws IOException;
  }

  private void handle(HttpExchange exchange, Contract contract) throws IOException {
    try (exchange) {
      userAgent = String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent"));
      String raw = exchange.getRequestURI().getRawQuery();
      requests.add(exchange.getRequestURI().getPath() + "?" + URLDecoder.decode(raw, UTF_8));
      Fault fault = faults.poll();
      if (fault != null) {
        fault.answer(exchange);
      } else {
        contract.answer(exchange, parameters(raw));
      }
    }
  }

  private static Map<String, String> parameters(String raw) {
    Map<String, String> parameters = new HashMap<>();
    for (String each : raw.split("&")) {
      String[] parts = each.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
    }
    return parameters;
  }

  private void exact(HttpExchange exchange, Map<String, String> parameters) throws IOException {
    if (parameters.getOrDefault("track_name", "").isEmpty()
        || parameters.getOrDefault("artist_name", "").isEmpty()) {
      send(exchange, 400, "{\"name\":\"ValidationError\",\"statusCode\":400}");
      return;
    }
    double duration = Double.parseDouble(parameters.getOrDefault("duration", "0"));
    for (Song song : songs) {
      if (same(song.title(), parameters.getOrDefault("track_name", ""))
          && same(song.artist(), parameters.getOrDefault("artist_name", ""))
          && same(song.album(), parameters.getOrDefault("album_name", song.album()))
          && (duration == 0 || Math.abs(song.duration() - duration) <= 2)) {
        send(exchange, 200, song.json());
        return;
      }
    }
    send(exchange, 404, NOT_FOUND);
  }

  private static boolean same(String one, String other) {
    return Folding.of(one).equals(Folding.of(other));
  }

  private void search(HttpExchange exchange, Map<String, String> parameters) throws IOException {
    String title = Folding.of(parameters.getOrDefault("track_name", ""));
    String artist = Folding.of(parameters.getOrDefault("artist_name", ""));
    send(
        exchange,
        200,
        songs.stream()
            .filter(song -> Folding.of(song.title()).contains(title))
            .filter(song -> Folding.of(song.artist()).contains(artist))
            .limit(20)
            .map(Song::json)
            .collect(Collectors.joining(",", "[", "]")));
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
