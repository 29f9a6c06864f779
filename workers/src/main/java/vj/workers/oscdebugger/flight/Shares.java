package vj.workers.oscdebugger.flight;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// What several workers have said, the latest of it. When it is full, the oldest of the worker that
/// has most goes: whoever floods pushes out what is its own. Not safe from any thread but one.
final class Shares<T> {

  private final int most;
  private final int mostBytes;
  private final Map<String, Share<T>> shares = new LinkedHashMap<>();
  private int count;
  private int bytes;
  private long next;

  Shares(int most, int mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  /// @param number in the order in which they came
  private record Kept<T>(long number, T what, int bytes) {}

  private static final class Share<T> {
    private final Deque<Kept<T>> kept = new ArrayDeque<>();
    private int bytes;

    private int size() {
      return kept.size();
    }

    private int bytes() {
      return bytes;
    }
  }

  /// @param weight in bytes
  /// @return how many went for it
  int add(String worker, T what, int weight) {
    Share<T> share = shares.computeIfAbsent(worker, _ -> new Share<>());
    share.kept.addLast(new Kept<>(next++, what, weight));
    share.bytes += weight;
    count++;
    bytes += weight;
    int gone = 0;
    while (count > most || bytes > mostBytes) {
      takeFrom(largest(count > most ? Share::size : Share::bytes));
      gone++;
    }
    return gone;
  }

  private String largest(ToIntFunction<Share<T>> size) {
    return shares.entrySet().stream()
        .max(Comparator.comparingInt(each -> size.applyAsInt(each.getValue())))
        .orElseThrow()
        .getKey();
  }

  /// The one that came first, which it has no longer.
  Optional<T> poll() {
    Optional<String> first = Optional.empty();
    long least = Long.MAX_VALUE;
    for (Map.Entry<String, Share<T>> each : shares.entrySet()) {
      long number = each.getValue().kept.getFirst().number();
      if (number < least) {
        least = number;
        first = Optional.of(each.getKey());
      }
    }
    return first.map(this::takeFrom);
  }

  private T takeFrom(String worker) {
    Share<T> share = Objects.requireNonNull(shares.get(worker), worker);
    Kept<T> oldest = share.kept.removeFirst();
    share.bytes -= oldest.bytes();
    count--;
    bytes -= oldest.bytes();
    if (share.kept.isEmpty()) {
      shares.remove(worker);
    }
    return oldest.what();
  }

  /// In the order in which they came.
  List<T> all() {
    return shares.values().stream()
        .flatMap(share -> share.kept.stream())
        .sorted(Comparator.comparingLong(Kept::number))
        .map(Kept::what)
        .toList();
  }

  int size() {
    return count;
  }
}
