package vj.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.WorkerName;
import vj.console.Heartbeats.Heard;

/// What `vj up` shows: in a terminal a panel, 20 times a second; elsewhere a line each second. One
/// thread.
final class UpView implements AutoCloseable {

  private static final Duration FRAME = Duration.ofMillis(50);

  /// Two intervals of heartbeats, at their longest.
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private static final long LINE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Shell shell;
  private final MusicListener music;
  private final SongListener song;
  private final MusicPanel panel;
  private final SongPanel songPanel;
  private final LiveScreen screen;
  private final Heartbeats heartbeats;
  private long beganNanos;
  private long lineNanos;

  UpView(Shell shell, MusicListener music, SongListener song, Heartbeats heartbeats) {
    this.shell = shell;
    this.music = music;
    this.song = song;
    this.songPanel = new SongPanel(shell.paint());
    this.heartbeats = heartbeats;
    this.panel = new MusicPanel(shell.paint(), shell.terminal().unicode());
    this.screen = new LiveScreen(shell.out());
  }

  void start() {
    beganNanos = System.nanoTime();
    lineNanos = beganNanos;
    if (shell.terminal().interactive()) {
      screen.start();
    }
  }

  /// A line that stays.
  void say(String text) {
    String line = SafeText.of(text);
    if (shell.terminal().interactive()) {
      screen.say(line);
    } else {
      shell.out().println(line);
      shell.out().flush();
    }
  }

  /// The next frame, and the time until it is due.
  void show() throws InterruptedException {
    long now = System.nanoTime();
    if (shell.terminal().interactive()) {
      screen.draw(lines(now));
    } else if (now - lineNanos >= LINE_NANOS) {
      lineNanos += LINE_NANOS;
      say(panel.line(music.music(now)) + songPanel.line(song.song(now)));
    }
    TimeUnit.MILLISECONDS.sleep(FRAME.toMillis());
  }

  /// The panel, as of `now` on the clock of the heartbeats and the receiver.
  List<String> lines(long now) {
    Music current = music.music(now);
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        shell.paint().strong("vj up ")
            + StatusTable.brief(Duration.ofNanos(now - beganNanos))
            + shell
                .paint()
                .dim(
                    String.format(
                        Locale.ROOT,
                        "   %.0f frames/s   Ctrl-C ends everything",
                        current.framesPerSecond()))
            + (current.arriving() ? "" : shell.paint().warning("   nothing arrives")));
    Columns workers = new Columns(2, Set.of());
    heartbeats.all().forEach(latest -> workers.row(worker(latest, now)));
    lines.addAll(workers.lines());
    if (workers.lines().isEmpty()) {
      lines.add(shell.paint().dim("starting ..."));
    }
    lines.add("");
    lines.addAll(panel.lines(current, now));
    lines.add("");
    lines.addAll(songPanel.lines(song.song(now)));
    return lines;
  }

  private List<String> worker(Heard latest, long now) {
    Heartbeat heartbeat = latest.heartbeat();
    String name =
        WorkerName.of(heartbeat.worker()).map(WorkerName::shortName).orElse(heartbeat.worker());
    return List.of(
        SafeText.of(name),
        state(heartbeat, Duration.ofNanos(now - latest.nanos())),
        "pid " + heartbeat.pid(),
        doing(heartbeat));
  }

  private String state(Heartbeat heartbeat, Duration age) {
    if (age.compareTo(SILENCE) > 0) {
      return shell.paint().bad("silent %d s".formatted(age.toSeconds()));
    }
    String state = SafeText.of(String.valueOf(heartbeat.stats().get("status")));
    return state.equals("running") ? shell.paint().good(state) : shell.paint().warning(state);
  }

  private String doing(Heartbeat heartbeat) {
    Object error = heartbeat.stats().get("last_error");
    if (error != null) {
      return shell.paint().warning(SafeText.of(error.toString()));
    }
    Object doing = heartbeat.stats().get("doing");
    return doing == null ? "" : SafeText.of(doing.toString());
  }

  @Override
  public void close() {
    if (shell.terminal().interactive()) {
      screen.close();
    }
  }
}
