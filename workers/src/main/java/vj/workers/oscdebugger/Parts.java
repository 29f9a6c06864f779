package vj.workers.oscdebugger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Message.Heartbeat;
import vj.bus.worker.Settings;
import vj.bus.worker.WorkerCommand;

/// All parts as one.
final class Parts implements DeskPart {

  private final List<DeskPart> all;
  private final List<WorkerCommand> commands;

  /// @param all in the order in which they start
  Parts(List<DeskPart> all) {
    this.all = List.copyOf(all);
    this.commands = all.stream().map(DeskPart::commands).flatMap(Collection::stream).toList();
  }

  @Override
  public void start() {
    all.forEach(DeskPart::start);
  }

  @Override
  public List<WorkerCommand> commands() {
    return commands;
  }

  @Override
  public void state(Map<String, @Nullable Object> data) {
    all.forEach(part -> part.state(data));
  }

  @Override
  public void gauges(Map<String, @Nullable Object> stats) {
    all.forEach(part -> part.gauges(stats));
  }

  @Override
  public void settings(Settings settings) {
    all.forEach(part -> part.settings(settings));
  }

  @Override
  public void clear() {
    all.forEach(DeskPart::clear);
  }

  @Override
  public void turn(long nowNanos) {
    all.forEach(part -> part.turn(nowNanos));
  }

  @Override
  public Optional<String> trouble() {
    String troubles =
        all.stream()
            .map(DeskPart::trouble)
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
    return Optional.of(troubles).filter(text -> !text.isEmpty());
  }

  @Override
  public void subscribed(String worker) {
    all.forEach(part -> part.subscribed(worker));
  }

  @Override
  public void gone(String worker, String why) {
    all.forEach(part -> part.gone(worker, why));
  }

  @Override
  public void heard(Heartbeat heartbeat) {
    all.forEach(part -> part.heard(heartbeat));
  }

  @Override
  public void close() {
    all.reversed().forEach(DeskPart::close);
  }
}
