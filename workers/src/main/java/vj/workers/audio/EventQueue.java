package vj.workers.audio;

/// Onsets and beats from the analysis thread to the frame loop, which is woken at once.
///
/// Bounded and without garbage; when it is full the oldest event makes room, since only the newest
/// can still be of use to a picture.
final class EventQueue {

  /// Two seconds of the densest onsets (one each 30 ms): a loop that is further behind is no longer
  /// showing this music.
  static final int CAPACITY = 64;

  private final Runnable wake;

  // The lock is the object's own. It protects everything below.
  private final Event[] slots = new Event[CAPACITY];
  private int oldest;
  private int size;
  private long dropped;

  /// What an event is.
  enum Kind {
    ONSET,
    BEAT
  }

  /// Mutable and reused.
  static final class Event {
    Kind kind = Kind.ONSET;

    /// An onset's band (0 low, 1 mid, 2 high) or a beat's place in the bar (0..3).
    int number;

    /// 0..1.
    float strength;

    /// In positions of [SampleRing].
    double position;

    private void set(Kind newKind, int newNumber, float newStrength, double newPosition) {
      kind = newKind;
      number = newNumber;
      strength = newStrength;
      position = newPosition;
    }
  }

  /// @param wake called after each event, on the analysis thread; must not block
  EventQueue(Runnable wake) {
    this.wake = wake;
    for (int i = 0; i < CAPACITY; i++) {
      slots[i] = new Event();
    }
  }

  void push(Kind kind, int number, float strength, double position) {
    synchronized (this) {
      if (size == CAPACITY) {
        oldest = (oldest + 1) % CAPACITY;
        size--;
        dropped++;
      }
      slots[(oldest + size) % CAPACITY].set(kind, number, strength, position);
      size++;
    }
    wake.run();
  }

  /// Moves the oldest event to `into`.
  synchronized boolean poll(Event into) {
    if (size == 0) {
      return false;
    }
    Event event = slots[oldest];
    into.set(event.kind, event.number, event.strength, event.position);
    oldest = (oldest + 1) % CAPACITY;
    size--;
    return true;
  }

  synchronized long dropped() {
    return dropped;
  }
}
