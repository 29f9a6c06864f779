package vj.workers.playback.mpris;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.freedesktop.dbus.messages.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.workers.playback.Backend.Reports;
import vj.workers.playback.mpris.Questions.Question;

/// All players of one connection to the bus: who is there, what they say, and what to ask them.
/// Belongs to the thread that runs it, but for [#state].
final class Players {

  private static final Logger LOG = LoggerFactory.getLogger(Players.class);

  /// Nobody has more open; the rest is somebody's mistake.
  private static final int MOST_PLAYERS = 32;

  /// Each of them waits for the others' answers no longer than this.
  private static final long TURN_NANOS = 500_000_000L;

  private static final List<String> PROPERTIES =
      List.of("Metadata", "Rate", "PlaybackStatus", "Position");

  private final BusConnection bus;
  private final Reports reports;
  private final LongSupplier nanos;
  private final Calls calls = new Calls();
  private final Questions questions = new Questions();
  private final Map<String, Player> players = new LinkedHashMap<>(); // by owner, eldest first
  private volatile List<Map<String, @Nullable Object>> state = List.of();
  private volatile boolean attached;
  private boolean toldHanging;
  private boolean toldTooMany;

  Players(BusConnection bus, Reports reports, LongSupplier nanos) {
    this.bus = bus;
    this.reports = reports;
    this.nanos = nanos;
  }

  /// Whether the bus has answered. Any thread.
  boolean attached() {
    return attached;
  }

  /// For `get_state`. Any thread.
  List<Map<String, @Nullable Object>> state() {
    return state;
  }

  /// Until the bus is lost.
  void run() throws IOException, InterruptedException {
    for (Message call : calls.greeting()) {
      bus.send(call);
    }
    ask(new Question.Names()); // only now, so that nobody can come unseen in between
    while (true) {
      Optional<News> news = bus.receive(waiting()).flatMap(News::of);
      if (news.isPresent()) {
        take(news.get());
      }
      for (Question question : questions.expired(nanos.getAsLong())) {
        unanswered(question);
      }
      askWhatIsDue();
    }
  }

  private long waiting() {
    long now = nanos.getAsLong();
    return players.values().stream()
        .filter(player -> player.clock().playing())
        .mapToLong(player -> player.clock().nextQuestionNanos() - now)
        .reduce(TURN_NANOS, Math::min);
  }

  private void askWhatIsDue() throws IOException, InterruptedException {
    long now = nanos.getAsLong();
    for (Player player : players.values()) {
      if (player.clock().wantsAnswer(now)) {
        player.clock().asked(now);
        ask(new Question.One(player.owner(), "Position"));
      }
    }
  }

  private void ask(Question question) throws IOException, InterruptedException {
    if (!questions.isOpen(question)) {
      Message call = calls.question(question);
      questions.asked(call.getSerial(), question, nanos.getAsLong());
      bus.send(call);
    }
  }

  private void take(News news) throws IOException, InterruptedException {
    switch (news) {
      case News.Answer(long serial, Optional<Object> value) -> {
        Optional<Question> question = questions.answered(serial);
        if (question.isPresent()) {
          answered(question.get(), value.orElse(""));
        }
      }
      case News.Refusal(long serial) -> {
        Optional<Question> question = questions.answered(serial);
        if (question.isPresent()) {
          refused(question.get());
        }
      }
      case News.Moved(String name, String from, String to) -> moved(name, from, to);
      case News.Changed(String owner, PropertyMap properties, List<?> dropped) -> {
        hear(owner, properties);
        Player player = players.get(owner);
        if (player != null
            && (player.owesNames() || dropped.stream().anyMatch(PROPERTIES::contains))) {
          ask(new Question.Everything(owner));
        }
      }
      case News.Seeked(String owner, double microseconds) -> seeked(owner, microseconds);
    }
  }

  private void answered(Question question, Object answer) throws IOException, InterruptedException {
    switch (question) {
      case Question.Names() -> {
        attached = true;
        reports.well();
        for (Object name : answer instanceof List<?> names ? names : List.of()) {
          if (name instanceof String text && SourceNames.isPlayer(text)) {
            ask(new Question.OwnerOf(text));
          }
        }
      }
      case Question.OwnerOf(String name) -> {
        if (answer instanceof String owner) {
          come(name, owner);
        }
      }
      case Question.Everything(String owner) -> hear(owner, PropertyMap.of(answer));
      case Question.One(String owner, String property) ->
          hear(owner, PropertyMap.of(Map.of(property, answer)));
    }
  }

  /// By a player that does not know the question, or by the bus because there is nobody to ask.
  private void refused(Question question) throws IOException, InterruptedException {
    if (question instanceof Question.Everything(String owner) && players.containsKey(owner)) {
      for (String property : PROPERTIES) {
        ask(new Question.One(owner, property));
      }
    }
  }

  private void unanswered(Question question) throws IOException, InterruptedException {
    switch (question) {
      case Question.Names() -> throw new IOException("it does not answer");
      case Question.OwnerOf _, Question.One _ -> {} // asked again when it is needed
      case Question.Everything(String owner) -> {
        Player player = players.get(owner);
        if (player != null) {
          if (!toldHanging) {
            toldHanging = true;
            LOG.warn("{} does not answer; further players are not mentioned", player.source());
          }
          ask(question);
        }
      }
    }
  }

  private void moved(String name, String from, String to) throws IOException, InterruptedException {
    if (SourceNames.isPlayer(name)) {
      if (!from.isEmpty()) {
        go(name, from);
      }
      if (!to.isEmpty()) {
        come(name, to);
      }
    }
  }

  private void come(String name, String owner) throws IOException, InterruptedException {
    Player known = players.get(owner);
    if (known != null) {
      known.names().add(name);
    } else if (players.size() < MOST_PLAYERS) {
      Set<String> taken = new HashSet<>();
      players.values().forEach(player -> taken.add(player.source()));
      Player player = new Player(owner, SourceNames.source(name, taken));
      player.names().add(name);
      players.put(owner, player);
      player.clock().asked(nanos.getAsLong()); // with everything else
      ask(new Question.Everything(owner));
    } else if (!toldTooMany) {
      toldTooMany = true;
      LOG.warn("more than {} players; {} and others are left out", MOST_PLAYERS, name);
    }
    publish();
  }

  private void go(String name, String owner) {
    Player player = players.get(owner);
    if (player != null && player.names().remove(name) && player.names().isEmpty()) {
      players.remove(owner);
      player.tellStopped(reports);
    }
    publish();
  }

  private void hear(String owner, PropertyMap said) {
    Player player = players.get(owner);
    if (player != null) {
      player.hear(said, nanos.getAsLong());
      told(player);
    }
  }

  private void seeked(String owner, double microseconds) {
    Player player = players.get(owner);
    if (player != null) {
      player.seeked(microseconds, nanos.getAsLong());
      told(player);
    }
  }

  private void told(Player player) {
    player.tell(reports, nanos.getAsLong());
    publish();
  }

  private void publish() {
    state = players.values().stream().map(Player::state).toList();
  }
}
