package vj.workers.lyrics.image;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.workers.http.Deadline;
import vj.workers.lyrics.image.ComfyEvent.Broken;
import vj.workers.lyrics.image.ComfyEvent.Done;
import vj.workers.lyrics.image.ComfyEvent.Failed;
import vj.workers.lyrics.image.ComfyEvent.Step;

/// One graph on its way through a server: told by events as long as there are any, and by asking
/// for the result. For one thread.
final class ComfyJob {

  private static final Logger log = LoggerFactory.getLogger(ComfyJob.class);

  private static final Duration OPENING = Duration.ofSeconds(5);

  /// The result is in the history a moment after the event.
  private static final Duration SOON = Duration.ofMillis(100);

  /// With events it is asked so many times more seldom: for those that were lost, and because the
  /// JDK does not tell of a connection that ends together with a message, most of the time.
  private static final int SELDOM = 2;

  /// In a row. The server may be too busy to answer for a moment.
  private static final int MOST_FAILED_POLLS = 3;

  private final ComfyServer server;
  private final ComfyEvents events;
  private final Duration poll;
  private final Deadline deadline;

  private String id = UUID.randomUUID().toString();
  private Duration pause;
  private int failedPolls;

  ComfyJob(ComfyServer server, ComfyEvents events, Duration poll, Deadline deadline) {
    this.server = server;
    this.events = events;
    this.poll = poll;
    this.deadline = deadline;
    this.pause = poll.multipliedBy(SELDOM);
  }

  /// The prompt's, as far as it is known: older servers give another one.
  String id() {
    return id;
  }

  List<ImageFile> run(Map<String, ?> graph, Progress progress)
      throws IOException, InterruptedException {
    String client = UUID.randomUUID().toString();
    try {
      server.listen(client, events, deadline.left(OPENING));
    } catch (IOException e) {
      events.broken(String.valueOf(e.getMessage()));
    }
    id = server.queue(graph, id, client);
    while (true) {
      Optional<ComfyEvent> event = events.next(deadline.left(pause));
      if (event.isEmpty() || matters(event.get(), progress)) {
        Optional<List<ImageFile>> result = result();
        if (result.isPresent()) {
          return result.get();
        }
      }
    }
  }

  /// Whether the result should be asked for.
  private boolean matters(ComfyEvent event, Progress progress) throws ImageFailedException {
    return switch (event) {
      case Step(String prompt, double fraction) -> {
        if (prompt.equals(id)) {
          progress.at(fraction);
        }
        yield false;
      }
      case Done(String prompt) -> {
        boolean ours = prompt.equals(id);
        if (ours) {
          pause = SOON;
        }
        yield ours;
      }
      case Failed(String prompt, String reason) -> {
        if (prompt.equals(id)) {
          throw new ImageFailedException(reason);
        }
        yield false;
      }
      case Broken(String reason) -> {
        log.debug("no more events of ComfyUI, asking instead: {}", reason);
        pause = poll;
        yield true;
      }
    };
  }

  private Optional<List<ImageFile>> result() throws IOException, InterruptedException {
    try {
      Optional<List<ImageFile>> result = server.result(id);
      failedPolls = 0;
      if (pause.compareTo(poll) < 0) { // it was to be there soon, and is not
        pause = pause.multipliedBy(2);
      }
      return result;
    } catch (ImageFailedException e) {
      throw e;
    } catch (IOException e) {
      failedPolls++;
      if (failedPolls >= MOST_FAILED_POLLS) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
