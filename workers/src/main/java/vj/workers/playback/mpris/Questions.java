package vj.workers.playback.mpris;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What has been asked and not been answered yet. No question is open twice, which bounds them:
/// what answers late answers with what is so then.
final class Questions {

  /// Who takes longer has lost the question. What hangs for less is heard when it wakes up.
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final Map<Long, Open> open = new LinkedHashMap<>(); // oldest first, by serial number

  /// A question and to whom.
  sealed interface Question {

    /// To the bus: who is there?
    record Names() implements Question {}

    /// To the bus: whose name is it?
    record OwnerOf(String name) implements Question {}

    /// To a player: all its properties.
    record Everything(String owner) implements Question {}

    /// To a player: one of them.
    record One(String owner, String property) implements Question {}
  }

  private record Open(Question question, long askedNanos) {}

  void asked(long serial, Question question, long now) {
    open.put(serial, new Open(question, now));
  }

  boolean isOpen(Question question) {
    return open.values().stream().anyMatch(each -> each.question.equals(question));
  }

  /// The question that an answer belongs to; it is closed.
  Optional<Question> answered(long serial) {
    return Optional.ofNullable(open.remove(serial)).map(Open::question);
  }

  /// The questions that nobody answered in time; they are closed.
  List<Question> expired(long now) {
    List<Question> expired = new ArrayList<>();
    for (Iterator<Open> each = open.values().iterator(); each.hasNext(); ) {
      Open oldest = each.next();
      if (now - oldest.askedNanos < PATIENCE_NANOS) {
        break;
      }
      expired.add(oldest.question);
      each.remove();
    }
    return expired;
  }
}
