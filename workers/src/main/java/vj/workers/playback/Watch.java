package vj.workers.playback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The open backends of one monitor, and the board that they report to. It closes what it opened.
final class Watch implements AutoCloseable {

  private final Board board;
  private final List<Backend> backends = new ArrayList<>();

  /// @param makers in the order in which they count where two know the same source
  /// @param wake called after each change, on the reporting thread
  Watch(List<Function<Backend.Reports, Backend>> makers, Runnable wake) {
    this.board = new Board(makers.size(), wake);
    for (int i = 0; i < makers.size(); i++) {
      backends.add(makers.get(i).apply(board.reports(i)));
    }
  }

  void start() {
    backends.forEach(Backend::start);
  }

  List<Playback> sources() {
    return board.sources();
  }

  /// What keeps all backends from knowing anything; empty if one of them works.
  Optional<String> trouble() {
    List<String> troubles = new ArrayList<>();
    for (int i = 0; i < backends.size(); i++) {
      Optional<String> trouble = board.trouble(i);
      if (trouble.isEmpty()) {
        return Optional.empty();
      }
      troubles.add(backends.get(i).name() + ": " + trouble.get());
    }
    return Optional.of(String.join("; ", troubles));
  }

  /// What is waited for; empty if nothing is.
  Optional<String> absence() {
    for (int i = 0; i < backends.size(); i++) {
      Optional<String> absence = board.absence(i);
      if (absence.isPresent()) {
        return absence;
      }
    }
    return Optional.empty();
  }

  /// For `get_state`. Any thread.
  List<Map<String, @Nullable Object>> state() {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (int i = 0; i < backends.size(); i++) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      Optional<String> trouble = board.trouble(i);
      one.put("name", backends.get(i).name());
      one.put("available", trouble.isEmpty());
      one.put("trouble", trouble.orElse(null));
      one.put("waits_for", board.absence(i).orElse(null));
      one.put("sources", board.sources(i));
      backends.get(i).state(one);
      all.add(one);
    }
    return all;
  }

  @Override
  public void close() {
    backends.reversed().forEach(Backend::close);
  }
}
