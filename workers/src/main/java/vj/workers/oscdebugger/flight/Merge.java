package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vj.workers.oscdebugger.flight.Snapshot.Entry;
import vj.workers.oscdebugger.flight.Snapshot.Strand;
import vj.workers.oscdebugger.record.Recorded;

/// All records of a snapshot by time. Each kind keeps the order in which it was written: a log line
/// may be written seconds after what happened at the same time, but seldom before an older one.
/// What is in memory is one record of each kind. One thread.
final class Merge implements AutoCloseable {

  private final List<Strand> strands = new ArrayList<>();

  private Merge() {}

  static Merge of(Snapshot snapshot) throws IOException {
    var merge = new Merge();
    try {
      merge.strands.add(snapshot.strand(Recorded.Change.class::isInstance));
      merge.strands.add(snapshot.strand(Recorded.Log.class::isInstance));
      merge.strands.add(snapshot.strand(Recorded.Datagram.class::isInstance));
      return merge;
    } catch (IOException e) {
      merge.close();
      throw e;
    }
  }

  /// The next one; empty at the end.
  Optional<Entry> next() throws IOException {
    Optional<Strand> first = Optional.empty();
    for (Strand strand : strands) {
      if (strand.head().isPresent() && (first.isEmpty() || micros(strand) < micros(first.get()))) {
        first = Optional.of(strand);
      }
    }
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Optional<Entry> next = first.get().head();
    first.get().advance();
    return next;
  }

  private static long micros(Strand strand) {
    return strand.head().orElseThrow().micros();
  }

  @Override
  public void close() throws IOException {
    for (Strand strand : strands) {
      strand.close();
    }
  }
}
