package vj.workers.playback.spotify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;

/// Spotify's accounts service and player as far as they are used, on one port of this machine. It
/// keeps their contract: codes count once and with the right verifier, access tokens end, refresh
/// tokens may be exchanged for others and are then dead.
final class FakeSpotify implements AutoCloseable {

  static final String APP = "app-of-a-test";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /// Guards everything below.
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<String, Map<String, String>> codes = new HashMap<>();
  private final Set<String> accessTokens = new HashSet<>();
  private final Set<String> refreshTokens = new HashSet<>();
  private final Deque<FakeReply> playerReplies = new ArrayDeque<>();
  private final Deque<FakeReply> tokenReplies = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private FakeReply usual = FakeReply.nothing();
  private boolean rotating = true;
  private int given;

  private FakeSpotify(HttpServer server) {
    this.server = server;
  }

  static FakeSpotify open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeSpotify fake = new FakeSpotify(server);
    server.setExecutor(fake.threads);
    server.createContext("/", fake::serve);
    server.start();
    return fake;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  SpotifyWebSettings settings() {
    return new SpotifyWebSettings(APP, uri(), uri(), Duration.ofMillis(500));
  }

  /// What is answered to a valid question from now on.
  void plays(FakeReply reply) {
    locked(() -> usual = reply);
  }

  /// What is answered once to the next questions for the player, whatever they are.
  void playerAnswers(FakeReply... replies) {
    locked(() -> playerReplies.addAll(List.of(replies)));
  }

  void accountsAnswer(FakeReply... replies) {
    locked(() -> tokenReplies.addAll(List.of(replies)));
  }

  /// Whether a refresh token counts once only.
  void rotate(boolean once) {
    locked(() -> rotating = once);
  }

  /// As after an hour.
  void endAccessTokens() {
    locked(accessTokens::clear);
  }

  /// The user has withdrawn the permission.
  void revokeEverything() {
    locked(() -> {
      accessTokens.clear();
      refreshTokens.clear();
    });
  }

  /// A login, without the way to it.
  Token token(Instant expires) {
    lock.lock();
    try {
      return new Token(APP, newAccess(), newRefresh(), expires, Instant.now());
    } finally {
      lock.unlock();
    }
  }

  /// Method, path and what proves the right to ask, in order.
  List<String> requests() {
    lock.lock();
    try {
      return List.copyOf(requests);
    } finally {
      lock.unlock();
    }
  }

  long count(String beginning) {
    return requests().stream().filter(request -> request.startsWith(beginning)).count();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    Map<String, String> form = fields(body);
    String auth = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    FakeReply reply;
    lock.lock();
    try {
      requests.add("%s %s %s".formatted(exchange.getRequestMethod(), path, auth));
      reply =
          switch (path) {
            case "/authorize" -> authorize(fields(exchange.getRequestURI().getRawQuery()));
            case "/api/token" -> tokenReplies.isEmpty() ? token(form) : tokenReplies.poll();
            case "/v1/me/player/currently-playing" ->
                playerReplies.isEmpty() ? player(auth) : playerReplies.poll();
            case "/moved" -> player(auth);
            default ->
                FakeReply.json(404, "{\"error\":{\"status\":404,\"message\":\"Not found.\"}}");
          };
    } finally {
      lock.unlock();
    }
    reply.send(exchange);
  }

  private FakeReply authorize(Map<String, String> query) {
    String code = "code-" + ++given;
    codes.put(code, query);
    String to =
        "%s?code=%s&state=%s".formatted(query.get("redirect_uri"), code, query.get("state"));
    return FakeReply.redirect(to);
  }

  private FakeReply token(Map<String, String> form) {
    boolean good =
        switch (form.getOrDefault("grant_type", "")) {
          case "authorization_code" -> redeems(form);
          case "refresh_token" -> refreshTokens.contains(form.getOrDefault("refresh_token", ""));
          default -> false;
        };
    if (!good || !APP.equals(form.get("client_id"))) {
      return FakeReply.json(
          400, "{\"error\":\"invalid_grant\",\"error_description\":\"Refresh token revoked\"}");
    }
    boolean another = rotating || form.containsKey("code");
    if (rotating) {
      refreshTokens.remove(form.getOrDefault("refresh_token", ""));
    }
    String refresh = another ? ",\"refresh_token\":\"%s\"".formatted(newRefresh()) : "";
    return FakeReply.json(
        200,
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600%s}"
            .formatted(newAccess(), refresh));
  }

  private boolean redeems(Map<String, String> form) {
    Map<String, String> begun = codes.remove(form.getOrDefault("code", ""));
    return begun != null
        && "S256".equals(begun.get("code_challenge_method"))
        && Pkce.of(form.getOrDefault("code_verifier", ""))
            .challenge()
            .equals(begun.get("code_challenge"))
        && form.getOrDefault("redirect_uri", "").equals(begun.get("redirect_uri"));
  }

  private FakeReply player(String authorization) {
    return accessTokens.contains(authorization.replaceFirst("^Bearer ", ""))
        ? usual
        : FakeReply.json(
            401, "{\"error\":{\"status\":401,\"message\":\"The access token expired\"}}");
  }

  private String newAccess() {
    String token = "access-" + ++given;
    accessTokens.add(token);
    return token;
  }

  private String newRefresh() {
    String token = "refresh-" + ++given;
    refreshTokens.add(token);
    return token;
  }

  static Map<String, String> fields(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String field : text.split("&", -1)) {
      String[] pair = field.split("=", 2);
      if (pair.length == 2) {
        fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
