package vj.workers.oscdebugger.flight;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Message.Heartbeat;
import vj.bus.status.LiveFeed;
import vj.workers.oscdebugger.record.Recorded;

/// What changes in heartbeats, and workers that come and go, as records. Called on one thread.
final class StateChanges implements LiveFeed.Listener {

  /// In characters; a worker's own texts are shorter.
  static final int LONGEST_TEXT = 1_000;

  /// There are six; a socket directory may hold others.
  static final int MOST_WORKERS = 64;

  private final InstantSource clock;
  private final Consumer<Recorded> out;
  private final Map<String, Map<String, String>> known = new HashMap<>();

  StateChanges(InstantSource clock, Consumer<Recorded> out) {
    this.clock = clock;
    this.out = out;
  }

  @Override
  public void subscribed(String worker) {
    tell(worker, "subscribed");
  }

  @Override
  public void gone(String worker, String why) {
    tell(worker, "gone: " + why);
  }

  @Override
  public void heard(Heartbeat heartbeat) {
    String worker = heartbeat.worker();
    if (!known.containsKey(worker) && known.size() == MOST_WORKERS) {
      return;
    }
    Map<String, String> before = known.computeIfAbsent(worker, _ -> new LinkedHashMap<>());
    compare(worker, before, "pid", Long.toString(heartbeat.pid()));
    compare(worker, before, "status", text(heartbeat.stats().get("status")));
    compare(worker, before, "last_error", text(heartbeat.stats().get("last_error")));
    compare(worker, before, "doing", text(heartbeat.stats().get("doing")));
  }

  private void compare(String worker, Map<String, String> before, String what, String now) {
    String was = before.put(what, now);
    if (was == null ? now.isEmpty() : was.equals(now)) {
      return;
    }
    String shown = now.isEmpty() ? "none" : now;
    tell(
        worker,
        was == null || was.isEmpty()
            ? "%s: %s".formatted(what, shown)
            : "%s: %s -> %s".formatted(what, was, shown));
  }

  private static String text(@Nullable Object value) {
    return cut(value instanceof String text ? text : "");
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }

  private void tell(String worker, String text) {
    out.accept(new Recorded.Change(Instant.ofEpochMilli(clock.millis()), worker, cut(text)));
  }
}
