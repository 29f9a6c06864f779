package vj.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.WorkerName;

/// What `vj up` shows: in a terminal a panel, 20 times a second; elsewhere a line each second. The
/// feed's thread only fills the map; all else is the main thread's.
final class UpView implements LiveFeed.Listener, AutoCloseable {

  private static final Duration FRAME = Duration.ofMillis(50);
  private static final long LINE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Shell shell;
  private final MusicListener music;
  private final MusicPanel panel;
  private final LiveScreen screen;
  private final Map<String, Heartbeat> heard = new ConcurrentHashMap<>();
  private long beganNanos;
  private long lineNanos;

  UpView(Shell shell, MusicListener music) {
    this.shell = shell;
    this.music = music;
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
      say(panel.line(music.music()));
    }
    TimeUnit.MILLISECONDS.sleep(FRAME.toMillis());
  }

  private List<String> lines(long now) {
    Music current = music.music();
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
                        current.framesPerSecond())));
    heard.values().forEach(heartbeat -> lines.add(worker(heartbeat)));
    if (heard.isEmpty()) {
      lines.add(shell.paint().dim("starting ..."));
    }
    lines.add("");
    lines.addAll(panel.lines(current, now));
    return lines;
  }

  private String worker(Heartbeat heartbeat) {
    String name =
        WorkerName.of(heartbeat.worker()).map(WorkerName::shortName).orElse(heartbeat.worker());
    Object status = heartbeat.stats().get("status");
    Object error = heartbeat.stats().get("last_error");
    Object doing = heartbeat.stats().get("doing");
    String state = String.valueOf(status);
    return "%s  %s  pid %d  %s"
        .formatted(
            name,
            "running".equals(status) ? shell.paint().good(state) : shell.paint().warning(state),
            heartbeat.pid(),
            error != null
                ? shell.paint().warning(SafeText.of(error.toString()))
                : doing == null ? "" : SafeText.of(doing.toString()));
  }

  @Override
  public void subscribed(String worker) {}

  @Override
  public void gone(String worker, String why) {
    heard.remove(worker);
  }

  @Override
  public void heard(Heartbeat heartbeat) {
    heard.put(heartbeat.worker(), heartbeat);
  }

  @Override
  public void close() {
    if (shell.terminal().interactive()) {
      screen.close();
    }
  }
}
