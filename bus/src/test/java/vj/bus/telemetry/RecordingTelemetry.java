package vj.bus.telemetry;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Telemetry that keeps what was sent, for tests. As strict about templates as the real one. Safe
/// from any thread.
public final class RecordingTelemetry implements Telemetry {

  /// A test that sends more than this has run away.
  private static final int MOST_KEPT = 1_000_000;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// @param arguments `Integer`, `Float` or `String` each
  /// @param collected by [Telemetry#collect], not [Telemetry#send]
  /// @param frame how many frames had ended before
  public record Sent(String address, List<Object> arguments, boolean collected, int frame) {

    public Sent {
      arguments = List.copyOf(arguments);
    }

    public int intAt(int index) {
      return (Integer) arguments.get(index);
    }

    public float floatAt(int index) {
      return (Float) arguments.get(index);
    }

    public String textAt(int index) {
      return (String) arguments.get(index);
    }
  }

  /// Guarded by `this`, as is `frames`: everything, and what no poll or await has taken yet.
  private final List<Sent> all = new ArrayList<>();

  private final List<Sent> untaken = new ArrayList<>();
  private final Deque<Telemetry> newcomers = new ArrayDeque<>();
  private int frames;

  /// A receiver that has subscribed: what it alone is sent.
  public synchronized RecordingTelemetry joined() {
    var receiver = new RecordingTelemetry();
    newcomers.add(receiver);
    return receiver;
  }

  @Override
  public synchronized Optional<Telemetry> newcomer() {
    return Optional.ofNullable(newcomers.poll());
  }

  @Override
  public OscTemplate template(String address, String typeTags) {
    return new RecordedTemplate(address, typeTags);
  }

  @Override
  public void send(OscTemplate message) {
    record(message, false);
  }

  @Override
  public void collect(OscTemplate message) {
    record(message, true);
  }

  private synchronized void record(OscTemplate message, boolean collected) {
    if (all.size() == MOST_KEPT) {
      throw new IllegalStateException("more than " + MOST_KEPT + " messages in one test");
    }
    RecordedTemplate template = (RecordedTemplate) message;
    Sent sent = new Sent(template.address, Arrays.asList(template.values), collected, frames);
    all.add(sent);
    untaken.add(sent);
    notifyAll();
  }

  @Override
  public synchronized void endFrame() {
    frames++;
    notifyAll();
  }

  /// Frames ended so far.
  public synchronized int frames() {
    return frames;
  }

  /// All messages so far, in order, taken or not.
  public synchronized List<Sent> all() {
    return List.copyOf(all);
  }

  /// All messages to `address` so far, in order, taken or not.
  public synchronized List<Sent> all(String address) {
    return all.stream().filter(sent -> sent.address.equals(address)).toList();
  }

  /// Takes the earliest message to `address` that was not taken yet.
  public synchronized Optional<Sent> poll(String address) {
    return take(sent -> sent.address.equals(address));
  }

  /// Takes the earliest message to `address` that was not taken yet; waits 5 s for it.
  public Sent await(String address) throws InterruptedException {
    return await("a message to " + address, sent -> sent.address.equals(address), PATIENCE);
  }

  /// Takes the earliest message that fits and was not taken yet.
  ///
  /// @param what names it in the error
  /// @throws AssertionError with all that came instead, after `limit`
  public synchronized Sent await(String what, Predicate<Sent> fits, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<Sent> taken = take(fits);
      if (taken.isPresent()) {
        return taken.get();
      }
      wait(millisUntil(end, what));
    }
  }

  /// Waits 5 s at most until `count` frames have ended.
  public synchronized void awaitFrames(int count) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (frames < count) {
      wait(millisUntil(end, count + " frames, there were " + frames));
    }
  }

  /// Forgets all messages; frames go on counting.
  public synchronized void clear() {
    all.clear();
    untaken.clear();
  }

  private synchronized long millisUntil(long end, String what) {
    long millis = (end - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      List<Sent> last = untaken.subList(Math.max(0, untaken.size() - 20), untaken.size());
      throw new AssertionError("waited for " + what + "; not taken: " + last);
    }
    return millis;
  }

  private synchronized Optional<Sent> take(Predicate<Sent> fits) {
    for (Iterator<Sent> rest = untaken.iterator(); rest.hasNext(); ) {
      Sent sent = rest.next();
      if (fits.test(sent)) {
        rest.remove();
        return Optional.of(sent);
      }
    }
    return Optional.empty();
  }

  private static final class RecordedTemplate implements OscTemplate {

    private final String address;
    private final String typeTags;
    private final Object[] values;

    RecordedTemplate(String address, String typeTags) {
      this.address = OscAddress.check(address);
      this.typeTags = typeTags;
      this.values =
          typeTags
              .chars()
              .mapToObj(tag ->
                  switch (tag) {
                    case 'i' -> (Object) 0;
                    case 'f' -> 0f;
                    case 's' -> "";
                    default -> throw new IllegalArgumentException("type tag " + (char) tag);
                  })
              .toArray();
    }

    @Override
    public String address() {
      return address;
    }

    @Override
    public String typeTags() {
      return typeTags;
    }

    @Override
    public OscTemplate set(int index, int value) {
      return put(index, 'i', value);
    }

    @Override
    public OscTemplate set(int index, float value) {
      return put(index, 'f', Float.isFinite(value) ? value : 0f);
    }

    @Override
    public OscTemplate set(int index, String value) {
      return put(index, 's', value);
    }

    private OscTemplate put(int index, char tag, Object value) {
      if (typeTags.charAt(index) != tag) {
        throw new IllegalArgumentException(
            "argument %d of %s is '%s', not '%s'"
                .formatted(index, address, typeTags.charAt(index), tag));
      }
      values[index] = value;
      return this;
    }
  }
}
